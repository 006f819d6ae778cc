using System.Globalization;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Progress;

/// <summary>
/// Plain lines for a pipe or a log: when a mailbox starts, at each tenth of it or every ten seconds, when a long wait begins, and when it ends. Every line begins
/// with the time (UTC) and the mailbox, so that lines of mailboxes running side by side can be told apart.
/// </summary>
internal sealed class LineDisplay(Shell shell) : IProgressDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<MailboxProgress, (int Tenth, DateTimeOffset At, DateTimeOffset Until)> _said = [];

    public async Task<RunReport> ShowAsync(ProgressBoard board, Func<Task<RunReport>> run)
    {
        board.Changed += Consider;
        try
        {
            return await run();
        }
        finally
        {
            board.Changed -= Consider;
        }
    }

    private void Consider(MailboxProgress mailbox)
    {
        lock (_gate)
        {
            var now = shell.Time.GetUtcNow();
            if (mailbox.Result is { } report)
            {
                Say(mailbox, Ending(report), now);
            }
            else if (!_said.TryGetValue(mailbox, out var last))
            {
                _said[mailbox] = (0, now, now);
                Say(mailbox, $"started, to {mailbox.Pair.Destination}", now);
            }
            else if (mailbox.Latest is { } progress)
            {
                var tenth = (int)((mailbox.Part ?? 0) * 10);
                var wait = progress.Waiting is { } told && told.Until > now ? told : null;
                if (tenth > last.Tenth || now - last.At >= Pause || wait?.Until - last.Until >= WaitWords.Long)
                {
                    _said[mailbox] = (Math.Max(tenth, last.Tenth), now, wait?.Until ?? now);
                    string?[] parts =
                    [
                        ProgressWords.Phase(progress.Phase),
                        mailbox.Part is { } part ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(part * 100)} %") : "",
                        ProgressWords.Items(progress),
                        ProgressWords.Rate(progress),
                        progress.Failed > 0 ? $"{Quantity.Count(progress.Failed)} failed" : "",
                        wait is null ? "" : WaitWords.Full(wait, now, shell.Time.LocalTimeZone),
                        ProgressWords.Remaining(progress),
                    ];
                    Say(mailbox, string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part))), now);
                }
            }
        }
    }

    private static string Ending(MailboxReport report)
    {
        var totals = report.Totals;
        var counts = totals.Found == 0
            ? ""
            : $": {Quantity.Count(totals.Copied)} copied, {Quantity.Count(totals.AlreadyThere)} already there, {Quantity.Count(totals.Skipped)} skipped, {Quantity.Count(totals.Failed)} failed";
        return report.Failure is { } failure
            ? $"{ReportWords.For(report.Status)}{counts}: {VisibleText.Of(failure.Message)}"
            : $"{ReportWords.For(report.Status)}{counts}";
    }

    private void Say(MailboxProgress mailbox, string text, DateTimeOffset now) =>
        shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:HH:mm:ss} {mailbox.Pair.Source} {text}"));
}
