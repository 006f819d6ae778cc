namespace Turnstone.Sandbox.Throttling;

/// <summary>Whether a request may run.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>It may; dispose the lease when the request is answered.</summary>
    public sealed record Admitted(ThrottlingLease Lease) : Admission;

    /// <summary>It may not; the caller answers with a fault of this code and text.</summary>
    /// <param name="ResponseCode">ErrorExceededConnectionCount or ErrorServerBusy.</param>
    /// <param name="Text">The fault's message, as recorded.</param>
    /// <param name="MessageXml">The <c>t:Value</c> entries in order; <c>BackOffMilliseconds</c> among them where Exchange gives it.</param>
    /// <param name="BackOff">After how long a retry is worth while; zero where Exchange suggests none.</param>
    public sealed record Refused(
        string ResponseCode, string Text, IReadOnlyList<KeyValuePair<string, string>> MessageXml, TimeSpan BackOff) : Admission;
}
