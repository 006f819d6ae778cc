using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone test exchange</c>: may this account write into that mailbox, how much at once, and what to do where it may not?</summary>
internal sealed class TestExchangeCommand : ShellCommand
{
    // Enough to tell the default policy, which lets 27 through.
    private const int DefaultAtOnce = 30;
    private const int MostAtOnce = 100;
    private const long LeastMeasure = 1_000_000;

    private readonly Option<string?> _destination;
    private readonly Option<string?> _mailbox;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _auth;
    private readonly Option<string?> _tokenFile;
    private readonly Option<string?> _access;
    private readonly Option<string[]> _trust;
    private readonly Option<bool> _noWrite;
    private readonly Option<bool> _measureMessages;
    private readonly Option<string?> _largestRequest;
    private readonly Option<string?> _largestMessage;
    private readonly Option<string?> _sourceSize;
    private readonly Option<string?> _atOnce;
    private readonly Option<string?> _mostBytes;
    private readonly Option<string[]> _report;
    private readonly Option<string?> _output;
    private readonly Option<string?> _password;

    public TestExchangeCommand()
        : base("exchange", "Tries an Exchange server step by step for one mailbox: the way there, sign-in, rights, quota, and the limits of sizes and throttling as measured. Writes one small item into a folder of its own; sends and deletes nothing.")
    {
        _destination = Add("--destination", "URL | host | address", "The Exchange server: its OWA or EWS URL, or its host. A mail address, or autodiscover:domain, has Autodiscover asked where it is.");
        _mailbox = Add("--mailbox", "address", "The mailbox to be opened.");
        _login = Add("--login", "name", "Who signs in; without it the mailbox's own address.", "--destination-login");
        _passwordFile = Add("--password-file", "file", "The password; else TURNSTONE_DESTINATION_PASSWORD.", "--destination-password-file");
        _auth = Add("--auth", "auto|basic|ntlm|negotiate|bearer", "How to sign in. auto takes the best that is offered: NTLM, Negotiate, Basic. negotiate is Kerberos, without a password by this machine's tickets. Default auto.", "--destination-auth");
        _tokenFile = Add("--token-file", "file", "An OAuth access token, with --auth bearer.", "--destination-token-file");
        _access = Add("--access", "owner|delegate|impersonate", "By which right. Default: delegate with --login, owner without.");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _noWrite = AddSwitch("--no-write", "Writes nothing: leaves out the test item.");
        _measureMessages = AddSwitch("--measure-messages", "Measures the largest message by saving some, from the largest down; the ones that are taken, mostly one, stay in the test's folder.");
        _largestRequest = Add("--largest-request", "size", "The largest request that is tried. They change nothing. Default 200MB.");
        _largestMessage = Add("--largest-message", "size", "The largest message that --measure-messages tries. Default 150MiB, which Exchange calls 150 MB.");
        _sourceSize = Add("--source-size", "size", "How much is to come, such as 12GB: the quota is held against it.");
        _atOnce = Add("--requests-at-once", "n", "Requests at once to which they are grown, until the first refusal; 0 leaves it out, while others use the account. Default 30.");
        _mostBytes = Add("--most-bytes", "size", "What measuring may send in all. Default 800MB; requests have a ceiling of 400.");
        _report = AddMany("--report", "file", "Also writes what was found to a file; its ending says how: .html, .json or .csv. Repeatable.");
        _output = Add("--output", "text|json", "json: one object a step. Default text.");
        _password = AddForbiddenPassword("--password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var options = Check(parsed, findings, shell);
        var make = Measures(parsed, findings, shell);
        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var reports = ReportFiles.ReadLast(ReportForms.ForCheck, _report.Name, parsed.Texts(_report), findings);
        FindingsPrinter.Print(findings, shell);
        if (options is null || !findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        return await new StepPrinter(shell, output, reports).PrintAsync("Exchange access test", $"{options.Mailbox} at {options.Endpoint}", make(options).RunAsync(cancellationToken), cancellationToken);
    }

    private Func<ExchangeDestinationOptions, ExchangeAccessTest> Measures(ParseResult parsed, Findings findings, Shell shell)
    {
        var (writes, measures) = (!parsed.IsSet(_noWrite), parsed.IsSet(_measureMessages));
        if (!writes && measures)
        {
            findings.Refuse(_measureMessages.Name, $"Messages are measured by writing, which {_noWrite.Name} forbids.", "Leave one of them out.");
        }

        if (!measures && parsed.Text(_largestMessage) is not null)
        {
            findings.Refuse(_largestMessage.Name, $"It is of use with {_measureMessages.Name} only.", $"Add {_measureMessages.Name}, or leave it out.");
        }

        var request = Size(parsed, _largestRequest, ExchangeAccessTest.DefaultLargestRequest, findings);
        var message = Size(parsed, _largestMessage, ExchangeAccessTest.DefaultLargestMessage, findings);
        var most = Size(parsed, _mostBytes, ExchangeAccessTest.DefaultMostBytes, findings);
        var source = SizeText.Read(_sourceSize.Name, parsed.Text(_sourceSize), findings);
        var atOnce = parsed.Number(_atOnce, 0, MostAtOnce, DefaultAtOnce, findings);
        return options => new ExchangeAccessTest(options, shell.Time)
        {
            AsksAutodiscover = true,
            Writes = writes,
            MeasuresMessages = measures,
            LargestRequest = request,
            LargestMessage = message,
            SourceSize = source,
            MostRequestsAtOnce = atOnce,
            MostBytes = most,
        };
    }

    private static long Size(ParseResult parsed, Option<string?> option, long fallback, Findings findings)
    {
        var size = SizeText.Read(option.Name, parsed.Text(option), findings) ?? fallback;
        if (size < LeastMeasure)
        {
            findings.Refuse(option.Name, "Less than 1 MB measures nothing.", "Write 1MB or more.");
        }

        return size;
    }

    private ExchangeDestinationOptions? Check(ParseResult parsed, Findings findings, Shell shell)
    {
        var destination = parsed.RequiredAs(_destination, "Write the server's OWA or EWS URL, its host, or a mail address to ask Autodiscover for.", ExchangeEndpoint.Parse, findings);
        var address = default(SmtpAddress);
        if (parsed.Required(_mailbox, "Write the mailbox's primary address.", findings) is { } text && !SmtpAddress.TryParse(text, out address))
        {
            findings.Refuse(_mailbox.Name, $"\"{text}\" is not a mail address.", "Write the mailbox's primary address, such as anna@new.example.");
        }

        parsed.RefusePassword(_password, _passwordFile.Name, PasswordSource.DestinationVariable, findings);
        var file = parsed.Text(_passwordFile);
        var password = PasswordSource.Read(_passwordFile.Name, file, PasswordSource.DestinationVariable, shell, findings);
        var (signIn, token) = DestinationSignIn.Read(parsed, _auth, _tokenFile, findings);
        if (password is null && file is null && signIn is not (ExchangeSignIn.Bearer or ExchangeSignIn.Negotiate))
        {
            findings.Refuse(_passwordFile.Name, "There is no password.", $"Name a file with {_passwordFile.Name}, or set {PasswordSource.DestinationVariable}.");
        }

        var login = parsed.Text(_login);
        var access = parsed.Word(_access, MigrateCommand.Accesses, null, findings) ?? (login is null && signIn is not ExchangeSignIn.Bearer ? ExchangeAccess.Owner : ExchangeAccess.Delegate);
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        return !findings.AreClean ? null : new ExchangeDestinationOptions
        {
            Endpoint = destination!,
            Mailbox = address,
            Login = login ?? address.Value,
            Password = password,
            Token = token,
            SignIn = signIn,
            Access = access,
            TrustedAuthorities = trusted,
        };
    }
}
