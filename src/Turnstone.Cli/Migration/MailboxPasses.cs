using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Turnstone.Cli.Settings;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Storage;

namespace Turnstone.Cli.Migration;

/// <summary>The one place where rooms meet: source, destination, journal, pass, report, in the order of the journey.</summary>
internal sealed class MailboxPasses(MigrateSettings settings, TimeProvider time, ILoggerFactory logs)
{
    private readonly JournalStore _journals = new(settings.StateDirectory, time);
    private readonly ImapSignIns _sourceSignIns = new(time);
    private readonly ExchangeSignIns _destinationSignIns = new(time);
    private readonly RequestBudgets _budgets = new(time);
    private readonly TransferLimits _limits = new();
    private readonly BandwidthCap? _cap = CapOf(settings, time);

    /// <summary>One pass over one mailbox, everything it opened closed again.</summary>
    public async Task<MailboxResult> RunAsync(MailboxPair pair, IProgress<PassProgress> progress, CancellationToken cancellationToken)
    {
        var waits = new Waits(time);
        await using var source = OpenSource(pair);
        await using var destination = OpenDestination(pair, waits);
        await using var journal = await _journals.OpenAsync(pair.Source, pair.Destination, cancellationToken);
        var setup = new PassSetup { Source = pair.Source, Destination = pair.Destination, Options = settings.Pass.With(pair.Options), Limits = _limits };
        var report = await new Pass(source, destination, journal, setup, time, logs.CreateLogger<Pass>(), progress, waits).RunAsync(cancellationToken);

        // A pass that never came to its folders noted nothing: what the journal still holds is of an earlier one.
        return report.Folders.Count == 0 ? new MailboxResult(report) : new MailboxResult(report, token => ReadNotesAsync(pair, token));
    }

    private ISourceMailbox OpenSource(MailboxPair pair)
    {
        var mailbox = new ImapSourceMailbox(
            new ImapSourceOptions
            {
                Endpoint = settings.Source,
                SignIn = pair.SourceSignIn,
                SignIns = _sourceSignIns,
                TrustedAuthorities = settings.TrustedAuthorities,
                Cap = _cap,
            },
            time);
        return settings.Hours is { } hours ? new GatedSource(mailbox, new HoursGate(hours, time)) : mailbox;
    }

    private IDestinationMailbox OpenDestination(MailboxPair pair, Waits waits)
    {
        var mailbox = new ExchangeDestinationMailbox(OptionsOf(pair, waits), time);
        return settings.Hours is { } hours ? new GatedDestination(mailbox, new HoursGate(hours, time)) : mailbox;
    }

    private ExchangeDestinationOptions OptionsOf(MailboxPair pair, Waits waits) => new()
    {
        Endpoint = settings.Destination,
        Login = pair.DestinationAccount.Login,
        Password = pair.DestinationAccount.Password,
        Token = settings.DestinationToken,
        SignIn = settings.DestinationSignIn,
        SignIns = _destinationSignIns,
        Budgets = _budgets,
        Waits = waits,
        Mailbox = pair.Destination,
        Access = pair.Options.UseImpersonation ? ExchangeAccess.Impersonate : settings.Access,
        TrustedAuthorities = settings.TrustedAuthorities,
    };

    /// <summary>The rate of the whole run and that of the hours: the lower one holds.</summary>
    private static BandwidthCap? CapOf(MigrateSettings settings, TimeProvider time) => settings is { MaxBytesPerSecond: null, Hours: null }
        ? null
        : new BandwidthCap(() => new[] { settings.MaxBytesPerSecond, settings.Hours?.RateAt(time.GetUtcNow()) }.Min(), time);

    // Journals are closed with their pass and opened again for the report: a thousand of them never stand open at once.
    private async IAsyncEnumerable<ItemNote> ReadNotesAsync(
        MailboxPair pair, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var journal = await _journals.OpenAsync(pair.Source, pair.Destination, cancellationToken);
        await foreach (var note in journal.ListNotesAsync(cancellationToken))
        {
            yield return note;
        }
    }
}
