using System.Diagnostics;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Benchmarks.Macro.Runs;
using Turnstone.Testing;

namespace Turnstone.Benchmarks.Macro.Scenarios;

/// <summary>A second pass over a mailbox in which nothing has changed.</summary>
internal sealed class NoChangeScenario(MailSet set) : IScenario
{
    private const int Repeats = 3;

    public string Title => "A pass when nothing has changed";

    public IReadOnlyList<MailSet> Sets => [set];

    public async Task<Section> RunAsync(Laboratory laboratory, Action<string> say, CancellationToken cancellationToken)
    {
        var mail = await laboratory.LoadAsync(Sets, cancellationToken);
        var table = new Table("way", "pass s", "start of a process s", "beyond it s", "round trips a folder: IMAP", "EWS", "processor s", "peak MiB");
        var figures = new List<Figure>();
        foreach (var wire in (Wire[])[Wire.Plain, Wire.Plain.Long])
        {
            await using var trial = await Trial.StartAsync(laboratory, wire, Sets, cancellationToken);
            await TurnstoneRun.RunAsync(trial, mail, "none", [], cancellationToken);
            var again = new List<Figure>();
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                again.Add(await TurnstoneRun.RunAsync(trial, mail, "none", [], cancellationToken));
            }

            var best = again.MinBy(figure => figure.Time)! with { Mover = "Turnstone, nothing to do" };
            var start = await StartAsync(cancellationToken);
            var (imap, ews) = await CountingRun.RunAsync(trial, mail, cancellationToken);
            double folders = set.Mailbox.Folders.Count;
            say($"{wire}: {Number.Of(best.Time.TotalSeconds)} s, of which {Number.Of(start.TotalSeconds)} s is the start; {imap} IMAP commands, {ews} EWS requests");
            table.Add(
                wire.ToString(),
                Number.Of(best.Time.TotalSeconds),
                Number.Of(start.TotalSeconds),
                Number.Of((best.Time - start).TotalSeconds),
                Number.Of(imap / folders),
                Number.Of(ews / folders),
                Number.Of(best.Costs.Own.TotalSeconds),
                Number.Mebibytes(best.Peak ?? 0));
            figures.Add(best);
        }

        return new Section(
            Title,
            $"{Number.Count(mail.Messages)} items in {set.Mailbox.Folders.Count} folders; the best of {Repeats} passes after the first. The start is what `turnstone --version` takes.",
            [table],
            figures);
    }

    private static async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var best = TimeSpan.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var process = RunningProcess.Start(TurnstoneExecutable.Path, ["--version"]);
            await process.WaitForExitAsync(TimeSpan.FromMinutes(1), cancellationToken);
            var time = Stopwatch.GetElapsedTime(started);
            best = time < best ? time : best;
        }

        return best;
    }
}
