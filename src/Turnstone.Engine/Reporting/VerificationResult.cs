namespace Turnstone.Engine.Reporting;

/// <summary>What comparing source and destination after a pass gave.</summary>
/// <param name="Mode">How much was compared.</param>
/// <param name="Compared">Items compared.</param>
/// <param name="Different">Items that differ.</param>
public sealed record VerificationResult(VerificationMode Mode, long Compared, long Different)
{
    /// <summary>Nothing was compared.</summary>
    public static VerificationResult None { get; } = new(VerificationMode.None, 0, 0);
}
