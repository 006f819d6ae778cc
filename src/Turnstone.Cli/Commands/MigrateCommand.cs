using System.CommandLine;
using Turnstone.Cli.Migration;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone migrate</c>: the whole job for a list of mailboxes.</summary>
internal sealed partial class MigrateCommand : ShellCommand
{
    private readonly Option<string?> _source;
    private readonly Option<string?> _sourceLogin;
    private readonly Option<string?> _sourcePasswordFile;
    private readonly Option<string?> _sourceAdmin;
    private readonly SourceTokenOptions _sourceTokens;
    private readonly Option<string?> _destination;
    private readonly Option<string?> _destinationLogin;
    private readonly Option<string?> _destinationPasswordFile;
    private readonly Option<string?> _destinationTokenFile;
    private readonly Option<string?> _access;
    private readonly Option<string?> _destinationAuth;
    private readonly Option<string[]> _trust;
    private readonly Option<string?> _mailboxes;
    private readonly Option<string?> _pass;
    private readonly Option<string?> _olderThan;
    private readonly Option<string?> _newerThan;
    private readonly Option<string?> _largerThan;
    private readonly Option<string?> _smallerThan;
    private readonly Option<string?> _folderFilter;
    private readonly Option<string?> _keywords;
    private readonly Option<string[]> _supportOptions;
    private readonly Option<bool> _keepUnknownOptions;
    private readonly Option<string?> _maxErrors;
    private readonly Option<string?> _parallel;
    private readonly Option<string?> _maxMbps;
    private readonly Option<string[]> _window;
    private readonly Option<string?> _state;
    private readonly Option<string?> _verifyContent;
    private readonly Option<string[]> _report;
    private readonly Option<string?> _output;
    private readonly Option<bool> _refreshFlags;
    private readonly Option<bool> _dryRun;
    private readonly Option<string?> _sourcePassword;
    private readonly Option<string?> _destinationPassword;

    public MigrateCommand()
        : base("migrate", "Copies mailboxes from an IMAP server into Exchange. The source is only read; nothing at the destination is deleted, and nothing changed unless --refresh-flags says so.")
    {
        _source = Add("--source", "imaps://host[:993] | imap://host[:143]", "The IMAP server. imap:// upgrades with STARTTLS where offered; imap://host?tls=none forbids it.");
        _sourceLogin = Add("--source-login", "name", "An administrator at the source who opens every mailbox; the list's source passwords are then not used, a source login there names the mailbox where its address does not.");
        _sourcePasswordFile = Add("--source-password-file", "file", "The administrator's password, or one that all mailboxes share; else TURNSTONE_SOURCE_PASSWORD. A line end at its end is not part of it.");
        _sourceAdmin = Add("--source-admin", "form", SourceAdministratorForms.Help);
        _sourceTokens = new SourceTokenOptions((name, placeholder, description) => Add(name, placeholder, description));
        _destination = Add("--destination", "URL | host | address", "The Exchange server: its OWA or EWS URL, or its host. A mail address, or autodiscover:domain, has Autodiscover asked where it is.");
        _destinationLogin = Add("--destination-login", "name", "The service account at the destination; the list's destination logins and passwords are then not used.");
        _destinationPasswordFile = Add("--destination-password-file", "file", "The service account's password; else TURNSTONE_DESTINATION_PASSWORD.");
        _access = Add("--access", "owner|delegate|impersonate", "By which right mailboxes are opened. Default: delegate (FullAccess) with a service account, owner without.");
        _destinationAuth = Add("--destination-auth", "auto|basic|ntlm|negotiate|bearer", "How to sign in at the destination. auto takes the best that is offered: NTLM, Negotiate, Basic. negotiate is Kerberos, without a password by this machine's tickets (kinit). bearer takes --destination-token-file. Default auto.");
        _destinationTokenFile = Add("--destination-token-file", "file", "An OAuth access token for the destination, with --destination-auth bearer.");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's, on either side. Repeatable.");
        _mailboxes = Add("--mailboxes", "csv", "The mailboxes, one a row. Header: Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags. A blank login means the address.");
        _pass = Add("--pass", "verify|trial|prestage|full|retry", "verify signs in on both sides; trial copies all folders and 10 items of each, at most 5 MB; prestage copies what is older than --older-than; full copies what is not there yet; retry copies what failed. Default full.");
        _olderThan = Add("--older-than", "Nd|yyyy-MM-dd", "Only items received before N days ago, or before that day (UTC). Default for prestage: 90d.");
        _newerThan = Add("--newer-than", "Nd|yyyy-MM-dd", "Only items received since N days ago, or since that day (UTC).");
        _largerThan = Add("--larger-than", "size", "Only items of this size or more, such as 500kB, 25MB or 1GB, by the source's word.");
        _smallerThan = Add("--smaller-than", "size", "Only items below this size.");
        _folderFilter = Add("--folder-filter", "regex", "Leaves out the folders whose path it matches; case ignored, / as separator.");
        _keywords = Add("--keywords", "csv", "Which keywords become which categories, before the usual policy: a row for each with keyword and category; a blank category drops the keyword.");
        _supportOptions = AddMany("--option", "Name=Value", "A support option, such as 'FolderMapping=\"^INBOX/->\"'. Known: FolderMapping, RecipientMapping, AllowQuoteInFolder, ShrinkFoldersMaxLength, FolderLimit, UseEwsImportImpersonation, InitializationTimeout, DoNotSearchDestinationForDuplicates. A list may have a column Support Options for those of one mailbox, which only add to these. Repeatable.");
        _keepUnknownOptions = AddSwitch(SupportOptionTexts.KeepUnknown, "Goes on although support options have unknown names or bad values; those change nothing. What is not Name=Value is refused all the same.");
        _maxErrors = Add("--max-errors", "n", "Item errors after which a mailbox is failed. Default 1000.");
        _parallel = Add("--parallel", "n", "Mailboxes at once. Default 8.");
        _maxMbps = Add("--max-mbps", "n", "Megabits a second read from the source, over all mailboxes. Default: no cap.");
        _window = AddMany("--window", "hours", "When mail may move, by this machine's clock: 22:00-06:00, with days \"Mon-Fri 22:00-06:00\", with megabits a second \"Sat,Sun 00:00-24:00 at 50\". Outside them everything waits. Repeatable. Default: always.");
        _state = Add("--state", "dir", "The journal: what is already there. Keep it until the migration is over. Default ./turnstone-state.");
        _verifyContent = Add("--verify-content", "none|sample|full", "Compares content with the source after the pass: sample one message in a hundred, 20 to 200 of a mailbox; full every one. Default sample.");
        _refreshFlags = AddSwitch("--refresh-flags", "Brings over what changed at the source of the flags and keywords of messages that earlier passes delivered: read, flagged, answered, forwarded, categories. A message whose state was changed at the destination is left as it is. With --pass full.");
        _report = AddMany("--report", "file", "Writes the report; .json, .csv or .html by its ending. Repeatable.");
        _output = Add("--output", "text|json", "json: the report on standard output and nothing else there. Default text.");
        _dryRun = AddSwitch("--dry-run", "Shows what would be done; nothing is written at the destination.");
        _sourcePassword = AddForbiddenPassword("--source-password");
        _destinationPassword = AddForbiddenPassword("--destination-password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var settings = Check(parsed, findings, shell);
        FindingsPrinter.Print(findings, shell);
        return settings is null ? ExitStatus.WrongUse : await MigrationRun.StartAsync(settings, shell, cancellationToken);
    }
}
