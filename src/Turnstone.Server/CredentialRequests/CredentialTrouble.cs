namespace Turnstone.Server.CredentialRequests;

/// <summary>Why a form comes back.</summary>
/// <param name="AtSource">Whether the source refused what was entered.</param>
/// <param name="AtDestination">Whether the destination did.</param>
internal sealed record CredentialTrouble(bool AtSource, bool AtDestination)
{
    /// <summary>Something was left blank.</summary>
    public static CredentialTrouble Blank { get; } = new(false, false);
}
