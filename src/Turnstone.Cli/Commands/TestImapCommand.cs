using System.CommandLine;
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
    private readonly SourceTokenOptions _tokens;
    private readonly Option<string[]> _trust;
    private readonly Option<string[]> _report;
    private readonly Option<string?> _output;
    private readonly Option<string?> _password;

    public TestImapCommand()
        : base("imap", "Tries an IMAP server step by step and says where it stops, why, and what to do. Reads nothing but folder names.")
    {
        _source = Add("--source", "imaps://host[:993] | imap://host[:143]", "The IMAP server.");
        _login = Add("--login", "name", "Who to sign in as; without it the test ends before signing in.", "--source-login");
        _passwordFile = Add("--password-file", "file", "The password; else TURNSTONE_SOURCE_PASSWORD.", "--source-password-file");
        _admin = Add("--source-admin", "form", SourceAdministratorForms.Help);
        _user = Add("--user", "name", "With --source-admin: the mailbox that the administrator is to open.");
        _tokens = new SourceTokenOptions((name, placeholder, description) => Add(name, placeholder, description));
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _report = AddMany("--report", "file", "Also writes what was found to a file; its ending says how: .html, .json or .csv. Repeatable.");
        _output = Add("--output", "text|json", "json: one object a step. Default text.");
        _password = AddForbiddenPassword("--password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var source = parsed.RequiredAs(_source, "Write imaps://mail.old.example.", ImapEndpoint.Parse, findings);
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        var signIn = SignIn(parsed, trusted, findings, shell);
        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var reports = ReportFiles.Read(ReportForms.ForCheck, _report.Name, parsed.Texts(_report), findings);
        if (findings.AreClean)
        {
            ReportFiles.RequirePlaces(_report.Name, reports, findings);
        }

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
        var test = new ImapConnectivityTest(options, signsIn: signIn is not null, shell.Time);
        return await new StepPrinter(shell, output, reports).PrintAsync("IMAP connectivity test", source!.ToString(), test.RunAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The way in; null where nobody is named, and the test ends before it.</summary>
    private ImapSignIn? SignIn(ParseResult parsed, IReadOnlyList<X509Certificate2> trusted, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordSource.SourceVariable, findings);
        var login = parsed.Text(_login);
        if (_tokens.AreGiven(parsed))
        {
            var tokens = _tokens.Read(parsed, trusted, shell.Time, findings);
            var name = parsed.Required(_login, "Write the mailbox's login, usually its address.", findings);
            return tokens is null || name is null ? null : new ImapSignIn.Bearer(name, tokens);
        }

        var password = PasswordSource.Read(_passwordFile.Name, parsed.Text(_passwordFile), PasswordSource.SourceVariable, shell, findings);
        var form = SourceAdministratorForms.Read(_admin.Name, parsed.Text(_admin), findings) ?? new ImapAdministratorForm.None();
        login ??= form is ImapAdministratorForm.XMasterAuth ? "" : null;
        if (login is null)
        {
            return null;
        }

        if (password is null && parsed.Text(_passwordFile) is null)
        {
            findings.Refuse(_login.Name, "There is no password for it.", $"Name a file with {_passwordFile.Name}, or set {PasswordSource.SourceVariable}.");
        }

        var user = form is ImapAdministratorForm.None ? "" : parsed.Required(_user, "Write the mailbox that the administrator is to open.", findings) ?? "";
        return new ImapAdministrator(login, password ?? new Secret(""), form).SignInFor(user, user);
    }
}
