namespace Turnstone.Client.People;

/// <summary>Where the session shall go on.</summary>
public sealed record SwitchDraft
{
    /// <summary>Another of the agent's workgroups.</summary>
    public required Guid WorkgroupId { get; init; }
}
