using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone test imap</c>: is the source reachable, and where does it stop?</summary>
internal sealed class TestImapCommand : ShellCommand
{
    private readonly Option<string?> _source;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _admin;
    private readonly Option<string?> _user;
    private readonly Option<string?> _secondUser;
    private readonly SourceTokenOptions _tokens;
    private readonly Option<bool> _eachMechanism;
    private readonly Option<bool> _noMeasuring;
    private readonly Option<string?> _connections;
    private readonly Option<string?> _domain;
    private readonly Option<string?> _nameServer;
    private readonly Option<string[]> _trust;
    private readonly Option<string[]> _report;
    private readonly Option<string?> _output;
    private readonly Option<string?> _password;

    public TestImapCommand()
        : base("imap", "Tries an IMAP server step by step and says where it stops, why, and what to do. Changes nothing there and marks nothing as read.")
    {
        _source = Add("--source", "imaps://host[:993] | imap://host[:143]", "The IMAP server.");
        _login = Add("--login", "name", "Who to sign in as; without it the test ends before signing in.", "--source-login");
        _passwordFile = Add("--password-file", "file", "The password; else TURNSTONE_SOURCE_PASSWORD.", "--source-password-file");
        _admin = Add("--source-admin", "form", SourceAdministratorForms.Help);
        _user = Add("--user", "name", "With --source-admin: the mailbox that the administrator is to open.");
        _secondUser = Add("--second-user", "name", "With --source-admin: another mailbox to open, which shows that more than one can be.");
        _tokens = new SourceTokenOptions((name, placeholder, description) => Add(name, placeholder, description));
        _eachMechanism = AddSwitch("--each-mechanism", "Tries every mechanism that is offered with the same password, once each, until one is refused. Without it the best alone: servers count refusals.");
        _noMeasuring = AddSwitch("--no-measuring", "Ends with the folders. Without it up to 200 messages or 16 MB are read as a sample, and connections opened until one is refused.");
        _connections = Add("--connections", "1..64", "The most connections to open while their limit is looked for. Default 16.");
        _domain = Add("--domain", "domain", "Whose SRV records to look up. Default: the domain of the login, else of the host.");
        _nameServer = Add("--name-server", "address[:port]", "Whom to ask about names. Default: this machine's own name servers.");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _report = AddMany("--report", "file", "Also writes what was found to a file; its ending says how: .html, .json or .csv. Repeatable.");
        _output = Add("--output", "text|json", "json: one object a step. Default text.");
        _password = AddForbiddenPassword("--password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var source = parsed.RequiredAs(_source, "Write imaps://mail.old.example.", ImapEndpoint.Parse, findings);
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        var (signIn, second) = SignIns(parsed, trusted, findings, shell);
        var connections = parsed.Number(_connections, 1, 64, 16, findings);
        var nameServer = NameServer(parsed, findings);
        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var reports = ReportFiles.ReadLast(ReportForms.ForCheck, _report.Name, parsed.Texts(_report), findings);
        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        var options = new ImapSourceOptions
        {
            Endpoint = source!,
            SignIn = signIn ?? new ImapSignIn.Password("", new Secret("")),
            TrustedAuthorities = trusted,
        };
        var test = new ImapConnectivityTest(options, signsIn: signIn is not null, shell.Time)
        {
            Measures = !parsed.IsSet(_noMeasuring),
            MostConnections = connections,
            SecondMailbox = second,
            TriesEachMechanism = parsed.IsSet(_eachMechanism),
            NameServer = nameServer,
            Domain = parsed.Text(_domain),
        };
        return await new StepPrinter(shell, output, reports).PrintAsync("IMAP connectivity test", source!.ToString(), test.RunAsync(cancellationToken), cancellationToken);
    }

    private IPEndPoint? NameServer(ParseResult parsed, Findings findings)
    {
        const int Port = 53;
        if (parsed.Text(_nameServer) is not { } text)
        {
            return null;
        }

        if (IPEndPoint.TryParse(text, out var server))
        {
            return server.Port == 0 ? new IPEndPoint(server.Address, Port) : server;
        }

        findings.Refuse(_nameServer.Name, $"\"{text}\" is no address.", "Write an IP address, with a port where it is not 53: 192.0.2.53 or 127.0.0.1:5353.");
        return null;
    }

    /// <summary>The ways into the mailbox and the second one; null where nobody is named, and the test ends before them.</summary>
    private (ImapSignIn? First, ImapSignIn? Second) SignIns(ParseResult parsed, IReadOnlyList<X509Certificate2> trusted, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordSource.SourceVariable, findings);
        var login = parsed.Text(_login);
        var second = parsed.Text(_secondUser);
        if (_tokens.AreGiven(parsed))
        {
            var tokens = _tokens.Read(parsed, trusted, shell.Time, findings);
            var name = parsed.Required(_login, "Write the mailbox's login, usually its address.", findings);
            return tokens is null || name is null ? default : (new ImapSignIn.Bearer(name, tokens), second is null ? null : new ImapSignIn.Bearer(second, tokens));
        }

        var password = PasswordSource.Read(_passwordFile.Name, parsed.Text(_passwordFile), PasswordSource.SourceVariable, shell, findings);
        var form = SourceAdministratorForms.Read(_admin.Name, parsed.Text(_admin), findings) ?? new ImapAdministratorForm.None();
        if (second is not null && form is ImapAdministratorForm.None && (parsed.Text(_admin) is null or "none"))
        {
            findings.Refuse(_secondUser.Name, "A mailbox's own password opens no other.", $"Say with {_admin.Name} how an administrator opens mailboxes, or leave it out.");
        }

        login ??= form is ImapAdministratorForm.XMasterAuth ? "" : null;
        if (login is null)
        {
            return default;
        }

        if (password is null && parsed.Text(_passwordFile) is null)
        {
            findings.Refuse(_login.Name, "There is no password for it.", $"Name a file with {_passwordFile.Name}, or set {PasswordSource.SourceVariable}.");
        }

        var user = form is ImapAdministratorForm.None ? "" : parsed.Required(_user, "Write the mailbox that the administrator is to open.", findings) ?? "";
        var administrator = new ImapAdministrator(login, password ?? new Secret(""), form);
        return (administrator.SignInFor(user, user), second is null ? null : administrator.SignInFor(second, second));
    }
}
