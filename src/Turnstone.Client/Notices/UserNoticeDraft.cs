using Turnstone.Client.Mailboxes;

namespace Turnstone.Client.Notices;

/// <summary>A notice to the users of mailboxes, in the project's words.</summary>
public sealed record UserNoticeDraft : MailboxSelection
{
    /// <summary>Which: <see cref="NoticeKind.BeforePreStage"/> or <see cref="NoticeKind.AfterCutOver"/>.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Where to; default the address at the source, which people still read.</summary>
    public NoticeSide To { get; init; } = NoticeSide.Source;

    /// <summary>The day it speaks of, such as that of the cut-over; null for none.</summary>
    public DateOnly? Date { get; init; }
}
