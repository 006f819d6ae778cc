using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone test imap</c>: is the source reachable, and where does it stop?</summary>
internal sealed class TestImapCommand : ShellCommand
{
    private readonly Option<string?> _source;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string[]> _trust;
    private readonly Option<string?> _output;
    private readonly Option<string?> _password;

    public TestImapCommand()
        : base("imap", "Tries an IMAP server step by step and says where it stops, why, and what to do. Reads nothing but folder names.")
    {
        _source = Add("--source", "imaps://host[:993] | imap://host[:143]", "The IMAP server.");
        _login = Add("--login", "name", "Who to sign in as; without it the test ends before signing in.", "--source-login");
        _passwordFile = Add("--password-file", "file", "The password; else TURNSTONE_SOURCE_PASSWORD.", "--source-password-file");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _output = Add("--output", "text|json", "json: one object a step. Default text.");
        _password = AddForbiddenPassword("--password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var source = parsed.RequiredAs(_source, "Write imaps://mail.old.example.", ImapEndpoint.Parse, findings);
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordSource.SourceVariable, findings);
        var password = PasswordSource.Read(_passwordFile.Name, parsed.Text(_passwordFile), PasswordSource.SourceVariable, shell, findings);
        var login = parsed.Text(_login);
        if (login is not null && password is null && parsed.Text(_passwordFile) is null)
        {
            findings.Refuse(_login.Name, "There is no password for it.", $"Name a file with {_passwordFile.Name}, or set {PasswordSource.SourceVariable}.");
        }

        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        var options = new ImapSourceOptions
        {
            Endpoint = source!,
            SignIn = new ImapSignIn.Password(login ?? "", password ?? new Secret("")),
            TrustedAuthorities = trusted,
        };
        var test = new ImapConnectivityTest(options, signsIn: login is not null, shell.Time);
        return await new StepPrinter(shell, output).PrintAsync(test.RunAsync(cancellationToken), cancellationToken);
    }
}
