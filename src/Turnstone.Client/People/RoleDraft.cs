namespace Turnstone.Client.People;

/// <summary>What an agent shall be in the workgroup.</summary>
public sealed record RoleDraft
{
    /// <summary>The role. Only an Administrator gives or takes that of an Administrator.</summary>
    public required AgentRole Role { get; init; }
}
