using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;

namespace Turnstone.Cli.Progress;

/// <summary>The board as a picture of at most so many lines: running mailboxes first come first, then the total.</summary>
internal static class BoardPicture
{
    public static IRenderable Draw(ProgressBoard board, int width, int lines)
    {
        var running = board.Mailboxes.Where(mailbox => mailbox.IsRunning).ToList();
        var shown = running.Take(Math.Max(1, lines - 2)).ToList();
        var rows = new List<IRenderable>();
        rows.AddRange(shown.Select(mailbox => Line(mailbox, width, board.Time)));
        if (running.Count > shown.Count)
        {
            rows.Add(new Markup($"[grey]and {running.Count - shown.Count} more running[/]"));
        }

        rows.Add(Total(board, width));
        return new Rows(rows);
    }

    // Columns are cut to measure by hand: a table that re-measures itself with each number makes the whole picture tremble.
    private static Markup Line(MailboxProgress mailbox, int width, TimeProvider time)
    {
        var progress = mailbox.Latest;
        var wide = width >= 110;
        var name = Fit(mailbox.Pair.Source.Value, Math.Clamp(width - 62, 16, 36));
        if (progress is null || (progress.Phase != PassPhase.Copying && mailbox.Part is null))
        {
            var phase = progress is null ? "starting" : ProgressWords.Phase(progress.Phase);
            return new Markup($"{Markup.Escape(name)} [grey]{phase} {Markup.Escape(progress is null ? "" : ProgressWords.Items(progress))}[/] [yellow]{Wait(progress, time)}[/]");
        }

        var bar = Bar(mailbox.Part ?? 0, wide ? 24 : 12);
        var percent = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((mailbox.Part ?? 0) * 100),3} %");
        var items = ProgressWords.Items(progress).PadLeft(wide ? 18 : 15);
        var rate = (wide ? ProgressWords.Rate(progress) : Quantity.Rate(progress.ItemsPerSecond)).PadLeft(wide ? 18 : 6);
        var failed = progress.Failed > 0 ? $" [red]{Quantity.Count(progress.Failed)} failed[/]" : "";
        return new Markup($"{Markup.Escape(name)} {bar} {percent} {items} {rate} {Left(progress, time)}{failed}");
    }

    private static string Left(PassProgress progress, TimeProvider time) =>
        Wait(progress, time) is { Length: > 0 } wait ? $"[yellow]{wait}[/]" : $"[grey]{ProgressWords.Remaining(progress)}[/]";

    private static string Wait(PassProgress? progress, TimeProvider time) =>
        progress?.Waiting is { } wait && wait.Until > time.GetUtcNow() ? WaitWords.Brief(wait, time.GetUtcNow(), time.LocalTimeZone) : "";

    private static Markup Total(ProgressBoard board, int width)
    {
        var mailboxes = board.Mailboxes;
        var over = mailboxes.Count(mailbox => mailbox.Result is not null);
        var failed = mailboxes.Count(mailbox => mailbox.Result?.Status == PassStatus.Failed);
        var running = mailboxes.Where(mailbox => mailbox.IsRunning && mailbox.Latest is not null).Select(mailbox => mailbox.Latest!).ToList();
        var copied = mailboxes.Sum(mailbox => mailbox.Result?.Totals.Copied ?? mailbox.Latest?.Copied ?? 0);
        var bytes = mailboxes.Sum(mailbox => mailbox.Result?.Totals.BytesCopied ?? mailbox.Latest?.BytesCopied ?? 0);
        var rate = running.Sum(progress => progress.ItemsPerSecond);
        var speed = running.Sum(progress => progress.BytesPerSecond);
        var text = $"[bold]{over} of {mailboxes.Count} mailboxes done[/]";
        text += failed > 0 ? $", [red]{failed} failed[/]" : "";
        text += $" · {Quantity.Count(copied)} copied, {Quantity.Bytes(bytes)}";
        text += width >= 80 && rate > 0 ? $" · {Quantity.Rate(rate)} {Quantity.Bytes(speed)}/s" : "";
        return new Markup(text) { Overflow = Overflow.Ellipsis };
    }

    private static string Bar(double part, int width)
    {
        var full = (int)Math.Round(part * width);
        return $"[green]{new string('━', full)}[/][grey]{new string('─', width - full)}[/]";
    }

    private static string Fit(string text, int width) => text.Length <= width ? text.PadRight(width) : $"{text[..(width - 1)]}…";
}
