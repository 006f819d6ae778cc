using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone test exchange</c>: may this account write into that mailbox, and how much at once?</summary>
internal sealed class TestExchangeCommand : ShellCommand
{
    private readonly Option<string?> _destination;
    private readonly Option<string?> _mailbox;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _auth;
    private readonly Option<string?> _tokenFile;
    private readonly Option<string?> _access;
    private readonly Option<string[]> _trust;
    private readonly Option<string[]> _report;
    private readonly Option<string?> _output;
    private readonly Option<string?> _password;

    public TestExchangeCommand()
        : base("exchange", "Tries an Exchange server step by step for one mailbox: address, sign-in, rights, and limits as measured. Saves and sends nothing.")
    {
        _destination = Add("--destination", "URL | host | address", "The Exchange server: its OWA or EWS URL, or its host. A mail address, or autodiscover:domain, has Autodiscover asked where it is.");
        _mailbox = Add("--mailbox", "address", "The mailbox to be opened.");
        _login = Add("--login", "name", "Who signs in; without it the mailbox's own address.", "--destination-login");
        _passwordFile = Add("--password-file", "file", "The password; else TURNSTONE_DESTINATION_PASSWORD.", "--destination-password-file");
        _auth = Add("--auth", "auto|basic|ntlm|negotiate|bearer", "How to sign in. auto takes the best that is offered: NTLM, Negotiate, Basic. negotiate is Kerberos, without a password by this machine's tickets. Default auto.", "--destination-auth");
        _tokenFile = Add("--token-file", "file", "An OAuth access token, with --auth bearer.", "--destination-token-file");
        _access = Add("--access", "owner|delegate|impersonate", "By which right. Default: delegate with --login, owner without.");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _report = AddMany("--report", "file", "Also writes what was found to a file; its ending says how: .html, .json or .csv. Repeatable.");
        _output = Add("--output", "text|json", "json: one object a step. Default text.");
        _password = AddForbiddenPassword("--password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var options = Check(parsed, findings, shell);
        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var reports = ReportFiles.Read(ReportForms.ForCheck, _report.Name, parsed.Texts(_report), findings);
        if (findings.AreClean)
        {
            ReportFiles.RequirePlaces(_report.Name, reports, findings);
        }

        FindingsPrinter.Print(findings, shell);
        if (options is null || !findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        var test = new ExchangeAccessTest(options, shell.Time);
        return await new StepPrinter(shell, output, reports).PrintAsync("Exchange access test", $"{options.Mailbox} at {options.Endpoint}", test.RunAsync(cancellationToken), cancellationToken);
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
