namespace Turnstone.Sandbox;

/// <summary>
/// The sizes and times a real server is configured with; the defaults are those of 2013 to SE. What Microsoft gives ([D]
/// client-message-size-limits, managed-store-limits) is where each limit is set; how each refusal looks is told at its member.
/// </summary>
public sealed record ServerLimits
{
    /// <summary>
    /// maxAllowedContentLength of the EWS front end, for the whole request body. Default 64 MiB ([D]). Request filtering is a module of IIS
    /// that runs before any of Exchange: its 404 has none of Exchange's headers. Assumption, from the order of IIS's modules.
    /// </summary>
    public long MaxRequestBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// maxAllowedContentLength of the EWS back end; null, the default, where the front end's binds. The same 404, which comes through the
    /// front end and so has Exchange's headers. Assumption.
    /// </summary>
    public long? MaxBackEndRequestBytes { get; init; }

    /// <summary>
    /// maxReceivedMessageSize of the back end's bindings; null, the default, where another limit binds first. WCF answers 413 without SOAP
    /// (general knowledge of WCF; no trace of an Exchange server).
    /// </summary>
    public long? MaxReceivedMessageBytes { get; init; }

    /// <summary>The organisation's message size (Set-TransportConfig MaxSendSize, MaxReceiveSize); null, the default, for unlimited.</summary>
    public long? MaxMessageBytes { get; init; }

    /// <summary>
    /// The larger of the mailbox's own MaxSendSize and MaxReceiveSize, which outweighs the organisation's where it is set ([D]: "a saved message is limited to
    /// the larger of the two"); null, the default, where it is unlimited and inherits.
    /// </summary>
    public long? MaxMailboxMessageBytes { get; init; }

    /// <summary>How long a batch may run before the rest of it is left untried. Default one minute ([D] ews-throttling).</summary>
    public TimeSpan MaxBatchTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a request is at work at least. The stand-in is faster than any Exchange; with this, requests that are sent together are at work
    /// together on every machine. Default nothing.
    /// </summary>
    public TimeSpan LeastRequestTime { get; init; }

    /// <summary>What binds a message that is saved; null where nothing does.</summary>
    internal long? MaxSavedBytes => MaxMailboxMessageBytes ?? MaxMessageBytes;
}
