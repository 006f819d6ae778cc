namespace Turnstone.Client.People;

/// <summary>Whether an agent signs in with two steps.</summary>
public sealed record TwoStepState
{
    /// <summary>Whether it is on.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Whether the workgroup lets nobody work without it.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>How many recovery codes are left.</summary>
    public required int RecoveryCodesLeft { get; init; }
}
