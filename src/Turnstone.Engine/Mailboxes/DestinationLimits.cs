namespace Turnstone.Engine.Mailboxes;

/// <summary>What a destination takes at once. The transfer packs batches by these.</summary>
public sealed record DestinationLimits
{
    /// <summary>Items in one batch; default 50 (100 is what large open clients use; one batch must fit Exchange's one-minute cap).</summary>
    public int BatchItems { get; init; } = 50;

    /// <summary>Bytes of content in one batch; a larger item travels alone. Default 4 MiB.</summary>
    public long BatchBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of the largest item the destination takes, by what is known now; <see cref="long.MaxValue"/> when unknown.</summary>
    public long ItemBytes { get; init; } = long.MaxValue;

    /// <summary>Batches in flight at once for one mailbox; default 4.</summary>
    public int DeliverConcurrency { get; init; } = 4;

    /// <summary>
    /// How long a server may go on working on a request whose caller is gone: until then "not there" may become "there". Exchange caps a
    /// batch at one minute (Microsoft, EWS throttling, "Throttling implications for EWS batch requests"); default 65 s.
    /// </summary>
    public TimeSpan RequestLifetime { get; init; } = TimeSpan.FromSeconds(65);
}
