using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Sandboxes;
using Turnstone.Cli.Settings;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.SignIn;
using Turnstone.Sandbox.Throttling;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone sandbox exchange</c>: the stand-in Exchange, for rehearsals and tests.</summary>
internal sealed partial class SandboxExchangeCommand : ShellCommand
{
    private static readonly Dictionary<string, ThrottlingPolicy> Policies = new()
    {
        ["default"] = new ThrottlingPolicy(),
        ["unlimited"] = ThrottlingPolicy.Unlimited,
    };

    private static readonly Dictionary<string, SignInSchemes> Schemes = new()
    {
        ["basic"] = SignInSchemes.Basic,
        ["ntlm"] = SignInSchemes.Ntlm,
        ["negotiate"] = SignInSchemes.Negotiate,
        ["bearer"] = SignInSchemes.Bearer,
    };

    private readonly Option<string?> _listen;
    private readonly Option<string?> _mailboxes;
    private readonly Option<string?> _account;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _signIn;
    private readonly Option<string?> _tokenFile;
    private readonly Option<string?> _authority;
    private readonly Option<string?> _data;
    private readonly Option<string?> _schema;
    private readonly Option<string?> _throttling;
    private readonly Option<string?> _maxRequest;
    private readonly Option<string?> _faults;
    private readonly Option<bool> _measured;
    private readonly Option<string?> _password;

    public SandboxExchangeCommand()
        : base("exchange", "Serves a stand-in Exchange: EWS at /EWS/Exchange.asmx, Autodiscover beside it. Prints \"ready\" when it serves; SIGTERM or Ctrl-C stops it.")
    {
        _listen = Add("--listen", "URL", "Where to serve. Default https://127.0.0.1:8443; http:// is plain; port 0 takes a free one.");
        _mailboxes = Add("--mailboxes", "csv", "The mailboxes there are. Header: Email,Password,Language; the language (such as de-DE) may be empty.");
        _account = Add("--service-account", "name", "An account with FullAccess and impersonation on every mailbox.");
        _passwordFile = Add("--service-password-file", "file", "Its password; else TURNSTONE_DESTINATION_PASSWORD.");
        _signIn = Add("--sign-in", "basic,ntlm,negotiate,bearer", "The ways to sign in that are offered, separated by commas. ntlm needs gss-ntlmssp and NTLM_USER_FILE, negotiate KRB5_KTNAME with a key of HTTP/host. Default basic.");
        _tokenFile = Add("--service-token-file", "file", "An access token that signs in the service account, where bearer is offered.");
        _authority = Add("--ca-out", "pem", "Writes the authority of the server's certificate here, for --trust.");
        _data = Add("--data", "dir", "Keeps the mailboxes here. Default: in memory.");
        _schema = Add("--schema", "dir", "Exchange's types.xsd and messages.xsd: requests are then validated as Exchange does.");
        _throttling = Add("--throttling", "default|unlimited", "The throttling policy of every account. Default: default.");
        _maxRequest = Add("--max-request-bytes", "n", "The largest request it takes, as maxAllowedContentLength of EWS; base64 makes a message a third longer. Default 67108864.");
        AddStates();
        _faults = Add("--faults", "file", "Trouble on purpose, as JSON rules.");
        _measured = AddSwitch("--measured", "For measuring what sends to it: keeps messages as the bytes they come as, unread and in memory, at a fraction of the cost. It shows nothing of what Exchange changes.");
        _password = AddForbiddenPassword("--service-password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var options = Check(parsed, findings, shell);
        FindingsPrinter.Print(findings, shell);
        if (options is null)
        {
            return ExitStatus.WrongUse;
        }

        return await SandboxHost.RunAsync(options, parsed.Text(_authority), shell, cancellationToken);
    }

    private ExchangeServerOptions? Check(ParseResult parsed, Findings findings, Shell shell)
    {
        var listen = ListenOf(parsed.Text(_listen) ?? "https://127.0.0.1:8443", findings);
        var mailboxes = parsed.Required(_mailboxes, "Name the CSV file with the mailboxes.", findings) is { } path
            ? SandboxMailboxList.Read(_mailboxes.Name, path, findings)
            : [];
        var account = AccountOf(parsed, findings, shell);
        var signIn = SignInOf(parsed, findings);
        var token = parsed.Text(_tokenFile) is { } tokenFile ? SecretFile.Read(_tokenFile.Name, tokenFile, "token", findings) : null;
        if (token is not null && account is null)
        {
            findings.Refuse(_tokenFile.Name, "There is no service account for it.", $"Name one with {_account.Name}.");
        }

        if (parsed.IsSet(_measured) && parsed.Text(_data) is not null)
        {
            findings.Refuse(_data.Name, $"Nothing is kept on disk beside {_measured.Name}.", "Leave one of them out.");
        }

        var states = ReadStates(parsed, findings);
        var policy = parsed.Word(_throttling, Policies, Policies["default"], findings);
        var maxRequest = parsed.Number(_maxRequest, 1, int.MaxValue, 64 << 20, findings);
        var faults = parsed.Text(_faults) is { } faultsFile ? FaultsFile.Read(_faults.Name, faultsFile, FaultPlace.Exchange, seed: 1, findings) : null;
        var schema = parsed.Text(_schema);
        if (schema is not null && !File.Exists(Path.Combine(schema, "types.xsd")))
        {
            findings.Refuse(_schema.Name, $"There is no types.xsd in {schema}.", "Name the folder that holds Exchange's types.xsd and messages.xsd.");
        }

        return !findings.AreClean ? null : new ExchangeServerOptions
        {
            Listen = listen!,
            Mailboxes = mailboxes,
            ServiceAccounts = account is null ? [] : [states.Change(account)],
            DataFolder = parsed.Text(_data),
            SchemaFolder = schema,
            Throttling = policy,
            Limits = states.Limits with { MaxRequestBytes = maxRequest },
            Quota = states.Quota,
            Certificate = states.Certificate,
            SignIn = signIn,
            BearerTokens = token is null ? [] : [new BearerToken(token.Reveal(), account!.Name)],
            Faults = faults,
            IsMeasured = parsed.IsSet(_measured),
            Time = shell.Time,
        };
    }

    private Uri? ListenOf(string text, Findings findings)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var listen) && listen.Scheme is "http" or "https" && listen is { PathAndQuery: "/", UserInfo: "" })
        {
            return listen;
        }

        findings.Refuse(_listen.Name, $"\"{text}\" is no address to serve at.", "Write https://127.0.0.1:8443 or http://127.0.0.1:8080.");
        return null;
    }

    private SignInSchemes SignInOf(ParseResult parsed, Findings findings)
    {
        var schemes = SignInSchemes.None;
        foreach (var word in (parsed.Text(_signIn) ?? "basic").Split(','))
        {
            if (Schemes.TryGetValue(word.Trim(), out var scheme))
            {
                schemes |= scheme;
            }
            else
            {
                findings.Refuse(_signIn.Name, $"\"{word}\" is none of its values.", $"Write {Choices.Of(Schemes.Keys)}, or several with commas between.");
            }
        }

        return schemes;
    }

    private ServiceAccount? AccountOf(ParseResult parsed, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordSource.DestinationVariable, findings);
        var file = parsed.Text(_passwordFile);
        var password = PasswordSource.Read(_passwordFile.Name, file, PasswordSource.DestinationVariable, shell, findings);
        if (parsed.Text(_account) is not { } name)
        {
            return null;
        }

        if (password is null && file is null)
        {
            findings.Refuse(_account.Name, "There is no password for it.", $"Name a file with {_passwordFile.Name}, or set {PasswordSource.DestinationVariable}.");
        }

        return password is null ? null : new ServiceAccount(name, password.Reveal());
    }
}
