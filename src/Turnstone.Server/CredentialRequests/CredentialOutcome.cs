namespace Turnstone.Server.CredentialRequests;

/// <summary>What becomes of what somebody entered.</summary>
internal abstract record CredentialOutcome
{
    private CredentialOutcome()
    {
    }

    /// <summary>It is stored.</summary>
    /// <param name="Ask">What it was for.</param>
    public sealed record Kept(CredentialAsk Ask) : CredentialOutcome;

    /// <summary>A server did not accept it; it is forgotten.</summary>
    /// <param name="Ask">What it was for.</param>
    /// <param name="AtSource">Whether it was the source's.</param>
    /// <param name="AtDestination">Whether it was the destination's.</param>
    public sealed record NotAccepted(CredentialAsk Ask, bool AtSource, bool AtDestination) : CredentialOutcome;

    /// <summary>The link does not work, whether it ever did or not.</summary>
    public sealed record Gone : CredentialOutcome;
}
