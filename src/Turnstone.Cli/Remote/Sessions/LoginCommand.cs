using System.CommandLine;
using System.Net;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Output;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Settings;
using Turnstone.Client;
using Turnstone.Client.People;
using Turnstone.Connectors;

namespace Turnstone.Cli.Remote.Sessions;

/// <summary><c>turnstone login</c>: keeps a server and a token for the commands that ask it.</summary>
internal sealed class LoginCommand : ShellCommand
{
    private const string PasswordVariable = "TURNSTONE_PASSWORD";

    private static readonly Dictionary<string, AccessScope> Scopes = Enum.GetValues<AccessScope>().ToDictionary(Shown.Word);

    private readonly Option<string?> _server;
    private readonly Option<string?> _tokenFile;
    private readonly Option<string?> _email;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _code;
    private readonly Option<string?> _workgroup;
    private readonly Option<string?> _scope;
    private readonly Option<string?> _days;
    private readonly Option<string?> _output;
    private readonly Option<string?> _password;
    private readonly Option<string?> _token;

    public LoginCommand()
        : base("login", "Signs in to a server and keeps the token where this user alone reads it. With a token of yours, or with --email, which makes one.")
    {
        _server = Add("--server", "URL", $"The server, such as https://turnstone.example.com; else {ServerPlace.ServerVariable}.");
        _tokenFile = Add("--token-file", "file", $"A file with a personal access token; else {ServerPlace.TokenVariable}, else it is asked for.");
        _email = Add("--email", "address", "Signs in with address and password, and makes a token for this machine.");
        _passwordFile = Add("--password-file", "file", $"With --email: the password; else {PasswordVariable}, else it is asked for.");
        _code = Add("--code", "digits", "With --email: the second step, six digits of the authenticator or a recovery code; else it is asked for.");
        _workgroup = Add("--workgroup", "name | id", "With --email: the workgroup to work in. Default: the one you have belonged to longest.");
        _scope = Add("--scope", "read|operate|full", "With --email: how much the token may do. Default full: all that you may do, and taken back by turnstone logout. operate is for customers, endpoints, projects, mailboxes and passes.");
        _days = Add("--days", "n", "With --email: days until the token ends by itself, at most 366. Default 30.");
        _output = Add("--output", "text|json", "json: who is signed in. Default text.");
        _password = AddForbiddenPassword("--password");
        _token = AddForbiddenPassword("--token");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordVariable, findings);
        parsed.RefusePassword(_token, _tokenFile.Name, ServerPlace.TokenVariable, findings);
        var server = ServerPlace.AddressOf(_server.Name, parsed.Text(_server), shell, findings);
        if (server is null && findings.AreClean)
        {
            findings.Refuse(_server.Name, "It is missing.", "Write https://turnstone.example.com.");
        }

        var form = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var secret = SecretOf(parsed, shell, findings);
        var scope = parsed.Word(_scope, Scopes, AccessScope.Full, findings);
        var days = parsed.Number(_days, 1, 366, 30, findings);
        RefuseStray(parsed, findings);
        if (server is { Scheme: "http", IsLoopback: false })
        {
            findings.Remark($"{server} is reached without encryption: whoever is on the way reads the token.");
        }

        FindingsPrinter.Print(findings, shell);
        return !findings.AreClean ? ExitStatus.WrongUse : await RemoteDoor.RunAsync(shell, () => new ServerPlace(server!, null), form, SignInAsync, cancellationToken);

        async Task<int> SignInAsync(RemoteSession session, CancellationToken cancellationToken)
        {
            var login = parsed.Text(_email) is { } email
                ? await MakeAsync(session, new SignInDraft { Email = email, Password = secret!.Reveal(), Code = parsed.Text(_code) }, cancellationToken)
                : new Login { Server = server!, Token = secret!.Reveal() };
            using var client = new TurnstoneClient(server!, login.Token, shell.Network());
            var who = await client.GetSessionAsync(cancellationToken);
            new LoginFile(shell).Write(login);
            return session.Tell(who, $"Signed in at {server} as {who.Name} ({who.Email}), {Shown.Word(who.Role)} of the workgroup {who.Workgroup}."
                + (who.NeedsTwoStep ? " The workgroup asks for two-step sign-in: turn it on for your account before you go on." : ""));
        }

        async Task<Login> MakeAsync(RemoteSession session, SignInDraft draft, CancellationToken cancellationToken)
        {
            await EnterAsync(session.Client, draft, shell, cancellationToken);
            if (parsed.Text(_workgroup) is { } workgroup)
            {
                await SwitchAsync(session.Client, workgroup, cancellationToken);
            }

            var token = await session.Client.MakeTokenAsync(new TokenDraft { Name = $"turnstone login on {Environment.MachineName}", Scope = scope, Days = days }, cancellationToken);
            await session.Client.SignOutAsync(cancellationToken);
            return new Login { Server = server!, Token = token.Token, TokenId = token.Id };
        }
    }

    private static async Task EnterAsync(TurnstoneClient client, SignInDraft draft, Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            await client.SignInAsync(draft, cancellationToken);
        }
        catch (RefusedException e) when (e is { Status: HttpStatusCode.Unauthorized, Code: "session/code-needed" } && draft.Code is null && shell.AskSecret("Code of your authenticator: ") is { Length: > 0 } code)
        {
            await client.SignInAsync(draft with { Code = code.Trim() }, cancellationToken);
        }
    }

    private static async Task SwitchAsync(TurnstoneClient client, string name, CancellationToken cancellationToken)
    {
        var found = (await client.ListWorkgroupsAsync(cancellationToken))
            .Where(workgroup => string.Equals(workgroup.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals($"{workgroup.Id}", name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found is not [var workgroup])
        {
            throw RemoteTrouble.Refused(found.Count == 0 ? $"You belong to no workgroup called \"{name}\"." : $"More than one workgroup is called \"{name}\": write an id.");
        }

        await client.SwitchWorkgroupAsync(new SwitchDraft { WorkgroupId = workgroup.Id }, cancellationToken);
    }

    private Secret? SecretOf(ParseResult parsed, Shell shell, Findings findings)
    {
        var (option, variable, what) = parsed.Text(_email) is null ? (_tokenFile, ServerPlace.TokenVariable, "token") : (_passwordFile, PasswordVariable, "password");
        if (parsed.Text(option) is { } file)
        {
            return SecretFile.Read(option.Name, file, what, findings);
        }

        if (shell.Environment(variable) is { Length: > 0 } given)
        {
            return new Secret(given.Trim());
        }

        if (findings.AreClean && shell.AskSecret(what == "token" ? "Personal access token: " : "Password: ") is { Length: > 0 } typed)
        {
            return new Secret(what == "token" ? typed.Trim() : typed);
        }

        findings.Refuse(option.Name, $"There is no {what} to sign in with.", $"Name the file that holds it, or set {variable}.");
        return null;
    }

    private void RefuseStray(ParseResult parsed, Findings findings)
    {
        if (parsed.Text(_email) is not null)
        {
            if (parsed.Text(_tokenFile) is not null)
            {
                findings.Refuse(_tokenFile.Name, $"With {_email.Name} a token is made.", "Leave one of them out.");
            }

            return;
        }

        foreach (var option in new[] { _passwordFile, _code, _workgroup, _scope, _days }.Where(option => parsed.GetResult(option) is not null))
        {
            findings.Refuse(option.Name, $"It goes with {_email.Name} alone.", "Leave it out, or name the address to sign in with.");
        }
    }
}
