using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Progress;

/// <summary>Where every mailbox of a run stands. Written by the passes, read by a display, at any time.</summary>
internal sealed class ProgressBoard
{
    private readonly MailboxProgress[] _mailboxes;

    public ProgressBoard(IReadOnlyList<MailboxPair> pairs, TimeProvider time)
    {
        Time = time;
        _mailboxes = [.. pairs.Select(pair => new MailboxProgress(pair, time, mailbox => Changed?.Invoke(mailbox)))];
    }

    /// <summary>Raised by the passes, from several threads at once.</summary>
    public event Action<MailboxProgress>? Changed;

    public TimeProvider Time { get; }

    public IReadOnlyList<MailboxProgress> Mailboxes => _mailboxes;

    public MailboxProgress this[int index] => _mailboxes[index];
}
