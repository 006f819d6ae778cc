namespace Turnstone.Sandbox;

/// <summary>The sizes and times a real server is configured with; the defaults are those of 2013 to SE.</summary>
public sealed record ServerLimits
{
    /// <summary>maxAllowedContentLength of the EWS front end, for the whole request body. Default 64 MiB ([D]).</summary>
    public long MaxRequestBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The organisation's or mailbox's message size; null, the default, for unlimited.</summary>
    public long? MaxMessageBytes { get; init; }

    /// <summary>How long a batch may run before the rest of it is left untried. Default one minute ([D] ews-throttling).</summary>
    public TimeSpan MaxBatchTime { get; init; } = TimeSpan.FromMinutes(1);
}
