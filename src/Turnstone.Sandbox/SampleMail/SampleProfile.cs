namespace Turnstone.Sandbox.SampleMail;

/// <summary>How much sample mail and which: the same profile makes the same bytes, on any machine.</summary>
public sealed record SampleProfile
{
    /// <summary>Everything random follows from it; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Messages a mailbox, spread over its folders; default 600. The folders that are samples of their own come on top.</summary>
    public int MessagesPerMailbox { get; init; } = 600;

    /// <summary>The newest message arrived then, the oldest <see cref="Years"/> before.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How far the mail reaches back; default 15.</summary>
    public int Years { get; init; } = 15;

    /// <summary>The size of the one huge message, in bytes of the whole message; default 30 MB, 0 for none.</summary>
    public int LargeMessageBytes { get; init; } = 30_000_000;
}
