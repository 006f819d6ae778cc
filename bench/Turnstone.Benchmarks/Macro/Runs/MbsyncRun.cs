using System.Diagnostics;
using System.Globalization;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.DavMail;
using Turnstone.Testing;

namespace Turnstone.Benchmarks.Macro.Runs;

/// <summary>
/// What a person would put together instead: mbsync from the same Dovecot into DavMail, which speaks EWS to the same stand-in. Folder by
/// folder: mbsync 1.4.4 (Debian 12) breaks off behind the last message of a folder, where it asks DavMail for the UIDs of what it has
/// sent ("received extraneous data in FETCH response"). What that asking would take is not in its time, which is in its favour.
/// </summary>
internal static class MbsyncRun
{
    private const string Memory = "1g";

    /// <summary>
    /// Moves the same mailbox for so long, or to its end. What had arrived by then is counted at the stand-in; the bytes are in proportion.
    /// </summary>
    public static async Task<Figure> RunAsync(Trial trial, LoadedMail mail, TimeSpan limit, CancellationToken cancellationToken)
    {
        var address = trial.Sets[0].Mailbox.Address;
        await using var gateway = await DavMailGateway.StartAsync(
            trial.Destination, trial.Wire.IsTls ? trial.DestinationAuthority : null, Memory, TimeProvider.System, cancellationToken);
        var state = Directory.CreateDirectory(Path.Combine(trial.Folder, "mbsync")).FullName;
        var settings = Path.Combine(trial.Folder, "mbsyncrc");
        await File.WriteAllTextAsync(settings, Settings(trial, address, gateway.ImapPort, state), cancellationToken);

        var (before, gatewayBefore) = (trial.Costs, ProcessorTime.Of(gateway.ProcessId));
        var started = Stopwatch.GetTimestamp();
        var (isWhole, used, output) = (true, TimeSpan.Zero, "");
        foreach (var folder in trial.Sets[0].Mailbox.Folders)
        {
            await using var process = RunningProcess.Start("mbsync", ["--config", settings, $"move:{folder.FullName}"], directory: trial.Folder);
            await using var watch = new ProcessWatch(process.Id);
            isWhole = await EndsAsync(process, started, limit, cancellationToken);
            (used, output) = (used + watch.Used, process.Output);
            if (!isWhole)
            {
                break;
            }
        }

        var time = Stopwatch.GetElapsedTime(started);
        var costs = (trial.Costs - before) with { Own = used + ProcessorTime.Of(gateway.ProcessId) - gatewayBefore };
        var items = await trial.CountAsync(cancellationToken);
        if (isWhole && items != mail.Messages)
        {
            throw new InvalidOperationException($"mbsync ended with {items} of {mail.Messages} items arrived. It said:\n{output}");
        }

        return new Figure
        {
            Mover = "mbsync and DavMail",
            Mail = trial.Sets[0].Name,
            Wire = trial.Wire,
            Items = items,
            Bytes = mail.Bytes * items / mail.Messages,
            Time = time,
            Costs = costs,
            Note = isWhole ? null : string.Create(CultureInfo.InvariantCulture, $"stopped after {limit.TotalSeconds:0} s at {items} of {mail.Messages} items"),
        };
    }

    private static async Task<bool> EndsAsync(RunningProcess process, long started, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (!process.HasExited)
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                process.Signal();
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }

        return true;
    }

    // It looks for names in a certificate, not for addresses. FSync off: mail that can be moved again need not survive a power cut, and Dovecot runs without it too.
    private static string Settings(Trial trial, string address, int gateway, string state) => $"""
        FSync no

        IMAPStore old
        Host {(trial.Wire.IsTls ? "localhost" : trial.Source.Host)}
        Port {trial.Source.Port}
        User {address}
        Pass "{Laboratory.PasswordOf(address)}"
        {(trial.Wire.IsTls ? $"SSLType IMAPS\nCertificateFile {trial.SourceAuthority}" : "SSLType None\nAuthMechs LOGIN")}
        Timeout 300

        IMAPStore new
        Host 127.0.0.1
        Port {gateway}
        User {Trial.NewAddressOf(address)}
        Pass "{Laboratory.PasswordOf(address)}"
        SSLType None
        AuthMechs LOGIN
        Timeout 300

        Channel move
        Far :old:
        Near :new:
        Patterns *
        Sync PullNew
        Create Near
        CopyArrivalDate yes
        SyncState {state}/

        """;
}
