using System.Diagnostics;
using System.Text.Json;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Testing;

namespace Turnstone.Benchmarks.Macro.Runs;

/// <summary>The real executable, <c>turnstone migrate</c>, in a process of its own.</summary>
internal static class TurnstoneRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(6);

    /// <summary>Moves what the trial holds. Everything must have arrived, by its own report and by the stand-in's count.</summary>
    /// <param name="trial">The surroundings.</param>
    /// <param name="mail">What the source holds.</param>
    /// <param name="verification">How much is compared afterwards: none, sample or full.</param>
    /// <param name="more">Further options.</param>
    /// <param name="through">Other ways to both servers; null for the trial's own.</param>
    /// <param name="cancellationToken">Ends the process too.</param>
    public static async Task<Figure> RunAsync(
        Trial trial, LoadedMail mail, string verification, IReadOnlyList<string> more, CancellationToken cancellationToken, (Uri Source, Uri Destination)? through = null)
    {
        var before = trial.Costs;
        var started = Stopwatch.GetTimestamp();
        var report = Path.Combine(trial.Folder, $"report-{started}.json");
        await using var process = RunningProcess.Start(
            TurnstoneExecutable.Path,
            [.. await CommandAsync(trial, through ?? (trial.Source, trial.Destination), cancellationToken), "--verify-content", verification, "--report", report, .. more],
            directory: trial.Folder);
        await using var watch = new ProcessWatch(process.Id);
        var status = await process.WaitForExitAsync(Limit, cancellationToken);
        var time = Stopwatch.GetElapsedTime(started);
        var costs = (trial.Costs - before) with { Own = watch.Used };
        var copied = status == 0 ? await CopiedAsync(report, cancellationToken) : -1;
        var arrived = await trial.CountAsync(cancellationToken);
        if (arrived != mail.Messages || (copied != arrived && copied != 0))
        {
            throw new InvalidOperationException($"Status {status}: {mail.Messages} items at the source, {arrived} arrived, {copied} copied by the report. It said:\n{process.Output}");
        }

        return new Figure
        {
            Mover = verification == "none" ? "Turnstone" : $"Turnstone, verification {verification}",
            Mail = trial.Sets[0].Name,
            Wire = trial.Wire,
            Items = mail.Messages,
            Bytes = mail.Bytes,
            Time = time,
            Costs = costs,
            Peak = watch.Peak,
        };
    }

    /// <summary>The command line, and the list of mailboxes it names.</summary>
    public static async Task<IReadOnlyList<string>> CommandAsync(Trial trial, (Uri Source, Uri Destination) ways, CancellationToken cancellationToken)
    {
        var list = Path.Combine(trial.Folder, "mailboxes.csv");
        await File.WriteAllTextAsync(
            list,
            "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\n" + string.Concat(
                trial.Sets.Select(set => set.Mailbox.Address).Select(address => $"{address},,{Laboratory.PasswordOf(address)},{Trial.NewAddressOf(address)},,,\n")),
            cancellationToken);
        string[] trust = trial.Wire.IsTls ? ["--trust", trial.SourceAuthority, "--trust", trial.DestinationAuthority] : [];
        return
        [
            "migrate",
            "--source", $"{ways.Source.OriginalString.TrimEnd('/')}{(trial.Wire.IsTls ? "" : "?tls=none")}",
            "--destination", ways.Destination.AbsoluteUri,
            "--destination-login", Trial.ServiceLogin,
            "--destination-password-file", Path.Combine(trial.Folder, "service-password"),
            "--destination-auth", "basic",
            "--mailboxes", list,
            "--state", Path.Combine(trial.Folder, "state"),
            .. trust,
        ];
    }

    private static async Task<long> CopiedAsync(string report, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(report);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return document.RootElement.GetProperty("mailboxes").EnumerateArray()
            .Sum(mailbox => mailbox.GetProperty("totals").GetProperty("copied").GetInt64());
    }
}
