using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Settings;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Planning.Support;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

internal sealed partial class MigrateCommand
{
    private static readonly Dictionary<string, PassKind> Passes = Enum.GetValues<PassKind>().ToDictionary(ReportWords.For);

    private static readonly Dictionary<string, VerificationMode> Verifications = Enum.GetValues<VerificationMode>().ToDictionary(ReportWords.For);

    /// <summary>The words of <c>--access</c>.</summary>
    internal static readonly Dictionary<string, ExchangeAccess?> Accesses =
        Enum.GetValues<ExchangeAccess>().ToDictionary(access => access.ToString().ToLowerInvariant(), access => (ExchangeAccess?)access);

    /// <summary>The order, or null with every fault in <paramref name="findings"/>.</summary>
    internal MigrateSettings? Check(ParseResult parsed, Findings findings, Shell shell)
    {
        // In the order a person reads the command line: source, destination, mailboxes, pass, run, results.
        var source = parsed.RequiredAs(_source, "Write imaps://mail.old.example.", ImapEndpoint.Parse, findings);
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        var way = SourceAccount(parsed, trusted, findings, shell);
        var destination = parsed.RequiredAs(_destination, "Write the server's OWA or EWS URL, its host, or a mail address to ask Autodiscover for.", ExchangeEndpoint.Parse, findings);
        var (signIn, token) = DestinationSignIn.Read(parsed, _destinationAuth, _destinationTokenFile, findings);
        var service = DestinationAccount(parsed, signIn, findings, shell);
        var texts = new SupportOptionTexts(parsed.IsSet(_keepUnknownOptions), findings);
        var options = texts.Read(_supportOptions.Name, parsed.Texts(_supportOptions));
        var access = AccessOf(parsed, service, options, findings);
        var rows = Rows(parsed, needsSource: way.NeedsRowPasswords, needsDestination: service is null, findings);
        var rowOptions = RowOptions(parsed, rows, options, texts, findings);
        RefuseOneLoginForMany(parsed, way.Administrator, access, service, rows.Count, findings);
        var pass = PassOf(parsed, shell, findings);
        var parallel = parsed.Number(_parallel, 1, 1000, 8, findings);
        var cap = CapOf(parsed, findings);
        var hours = HoursText.Read(_window.Name, parsed.Texts(_window), shell.Time, findings);
        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var reports = ReportFiles.Read(ReportForms.ForRun, _report.Name, parsed.Texts(_report), findings);
        var state = parsed.Text(_state) ?? "turnstone-state";

        // The only checks that leave a trace, so they come when everything else is right.
        if (findings.AreClean)
        {
            WritablePlace.Require(_state.Name, state, findings);
            ReportFiles.RequirePlaces(_report.Name, reports, findings);
        }

        if (!findings.AreClean)
        {
            return null;
        }

        if (hours is not null)
        {
            findings.Remark($"Mail moves within the hours of {_window.Name} only, by the clock of {hours.Zone.Id}; {NextHours(hours, shell.Time)}.");
        }

        return new MigrateSettings
        {
            Source = source!,
            Destination = destination!,
            Access = access,
            DestinationSignIn = signIn,
            DestinationToken = token,
            Mailboxes = [.. rows.Select(row => Pair(row, way, service) with { Options = rowOptions[row.Source] })],
            Pass = pass,
            TrustedAuthorities = trusted,
            Parallel = parallel,
            MaxBytesPerSecond = cap,
            Hours = hours,
            StateDirectory = state,
            Reports = reports,
            Output = output,
        };
    }

    private static MailboxPair Pair(MailboxRow row, SourceAccess way, Account? service) => new()
    {
        Source = row.Source,
        Destination = row.Destination,
        SourceSignIn = way.SignInFor(row),
        DestinationAccount = service ?? new Account(row.DestinationLogin ?? row.Destination.Value, row.DestinationPassword!),
        Flags = row.Flags,
    };

    /// <summary>Each mailbox's options: the project's, and the row's own on top.</summary>
    private Dictionary<SmtpAddress, SupportOptions> RowOptions(
        ParseResult parsed, IReadOnlyList<MailboxRow> rows, SupportOptions project, SupportOptionTexts texts, Findings findings)
    {
        var chosen = parsed.Text(_access);
        var result = new Dictionary<SmtpAddress, SupportOptions>();
        foreach (var row in rows)
        {
            var where = $"{Path.GetFileName(parsed.Text(_mailboxes))}, row {row.Number}, column \"{MailboxHeader.NameOf(MailboxColumn.SupportOptions)}\"";
            result[row.Source] = row.SupportOptions is { } own ? texts.Read(where, [own], project) : project;
            if (result[row.Source].UseImpersonation && !project.UseImpersonation && chosen is not (null or "impersonate"))
            {
                findings.Refuse(where, $"UseEwsImportImpersonation=1 contradicts {_access.Name} {chosen}.", "Leave one of them out.");
            }
        }

        return result;
    }

    private ExchangeAccess AccessOf(ParseResult parsed, Account? service, SupportOptions options, Findings findings)
    {
        var chosen = parsed.Word(_access, Accesses, null, findings);
        if (options.UseImpersonation && chosen is not (null or ExchangeAccess.Impersonate))
        {
            findings.Refuse(_access.Name, "It contradicts the support option UseEwsImportImpersonation=1.", "Leave one of them out.");
        }

        return chosen ?? (options.UseImpersonation ? ExchangeAccess.Impersonate : service is null ? ExchangeAccess.Owner : ExchangeAccess.Delegate);
    }

    private IReadOnlyList<MailboxRow> Rows(ParseResult parsed, bool needsSource, bool needsDestination, Findings findings)
    {
        if (parsed.Required(_mailboxes, "Name the CSV file with the mailboxes.", findings) is not { } path)
        {
            return [];
        }

        List<MailboxColumn> required = [MailboxColumn.SourceEmail, MailboxColumn.DestinationEmail];
        if (needsSource)
        {
            required.Add(MailboxColumn.SourcePassword);
        }

        if (needsDestination)
        {
            required.Add(MailboxColumn.DestinationPassword);
        }

        return MailboxFile.Read(_mailboxes.Name, path, required, findings);
    }

    // The same login opens the same mailbox: every row would get the mail of one person.
    private void RefuseOneLoginForMany(
        ParseResult parsed, ImapAdministrator? admin, ExchangeAccess access, Account? service, int rows, Findings findings)
    {
        if (rows > 1 && admin is { Form: ImapAdministratorForm.None } && parsed.Text(_sourceAdmin) is null or "none")
        {
            findings.Refuse(
                _sourceLogin.Name, "With one login and no way to open other mailboxes, every row would be read from the same mailbox.",
                $"Say how this administrator opens a user's mailbox with {_sourceAdmin.Name}, or leave {_sourceLogin.Name} out.");
        }

        if (rows > 1 && service is not null && access == ExchangeAccess.Owner)
        {
            findings.Refuse(
                _access.Name, "With one account as the owner, every row would be written into that account's mailbox.",
                "Write delegate or impersonate.");
        }
    }

    private PassOptions PassOf(ParseResult parsed, Shell shell, Findings findings)
    {
        var kind = parsed.Word(_pass, Passes, PassKind.Full, findings);
        var olderThan = MomentText.Read(_olderThan.Name, parsed.Text(_olderThan), shell.Time, findings);
        var newerThan = MomentText.Read(_newerThan.Name, parsed.Text(_newerThan), shell.Time, findings);
        if (kind == PassKind.PreStage && parsed.Text(_olderThan) is null)
        {
            olderThan = shell.Time.GetUtcNow().AddDays(-90);
            findings.Remark("--pass prestage without --older-than: copying what is older than 90 days.");
        }

        if (olderThan <= newerThan)
        {
            findings.Refuse(_newerThan.Name, "No item can be newer than this and older than --older-than.", "Choose bounds that leave something between them.");
        }

        var largerThan = SizeText.Read(_largerThan.Name, parsed.Text(_largerThan), findings);
        var smallerThan = SizeText.Read(_smallerThan.Name, parsed.Text(_smallerThan), findings);
        if (smallerThan <= largerThan)
        {
            findings.Refuse(_smallerThan.Name, "No item can be smaller than this and larger than --larger-than.", "Choose bounds that leave something between them.");
        }

        if (parsed.IsSet(_refreshFlags) && kind != PassKind.Full)
        {
            findings.Refuse(_refreshFlags.Name, "Flags are refreshed by a full pass alone.", "Leave it out, or write --pass full.");
        }

        var pass = new PassOptions
        {
            Kind = kind,
            OlderThan = olderThan,
            NewerThan = newerThan,
            LargerThan = largerThan,
            SmallerThan = smallerThan,
            Keywords = parsed.Text(_keywords) is { } table ? KeywordTable.Read(_keywords.Name, table, findings) : KeywordPolicy.Default,
            RefreshFlags = parsed.IsSet(_refreshFlags),
            DryRun = parsed.IsSet(_dryRun),
        };
        try
        {
            pass = pass with { FolderFilter = parsed.Text(_folderFilter) is { } filter ? FolderFilter.Parse(filter) : null };
        }
        catch (FormatException e)
        {
            findings.Refuse(_folderFilter.Name, e.Message, "Try the expression on a folder path such as INBOX/Projects; ^ and $ mark its ends.");
        }

        return pass with
        {
            Verification = parsed.Word(_verifyContent, Verifications, pass.Verification, findings),
            MaxErrors = parsed.Number(_maxErrors, 1, int.MaxValue, pass.MaxErrors, findings),
        };
    }

    private static string NextHours(RunningHours hours, TimeProvider time) =>
        hours.NextOpening(time.GetUtcNow()) is var next && next > time.GetUtcNow()
            ? string.Create(CultureInfo.InvariantCulture, $"they begin at {TimeZoneInfo.ConvertTime(next, hours.Zone):yyyy-MM-dd HH:mm zzz}")
            : "it is within them now";

    private double? CapOf(ParseResult parsed, Findings findings)
    {
        if (parsed.Text(_maxMbps) is not { } text)
        {
            return null;
        }

        if (RateText.Read(text) is { } rate)
        {
            return rate;
        }

        findings.Refuse(_maxMbps.Name, $"\"{text}\" is not a rate it takes.", "Write megabits a second, such as 50 or 0.5.");
        return null;
    }
}
