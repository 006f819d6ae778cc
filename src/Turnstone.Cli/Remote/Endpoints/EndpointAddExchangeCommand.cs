using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Settings;
using Turnstone.Client.Endpoints;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary><c>turnstone endpoint add exchange</c>.</summary>
internal sealed class EndpointAddExchangeCommand : EndpointAddCommand
{
    private static readonly Dictionary<string, AccessRight?> Rights = Enum.GetValues<AccessRight>().ToDictionary(Shown.Word, right => (AccessRight?)right);
    private static readonly Dictionary<string, ExchangeScheme?> Schemes =
        Enum.GetValues<ExchangeScheme>().ToDictionary(Shown.Word, scheme => (ExchangeScheme?)scheme).Append(new("auto", null)).ToDictionary();

    private readonly Option<string?> _access;
    private readonly Option<string?> _auth;

    public EndpointAddExchangeCommand()
        : base(
            "exchange", "Adds an Exchange server, which mailboxes are copied into.", "URL | host | autodiscover:domain",
            "Where it is: its Outlook on the web or EWS address, its host, or autodiscover:domain to have Autodiscover asked.", PasswordSource.DestinationVariable)
    {
        _access = Add("--access", "owner|delegate|impersonate", "By which right mailboxes are opened. Default: delegate (FullAccess) with an account, owner without.");
        _auth = Add("--auth", "auto|basic|ntlm|negotiate|bearer", "How to sign in. Default auto, the best that is offered.");
    }

    protected override EndpointDraft Complete(EndpointDraft draft, ParseResult parsed, Findings findings) => draft with
    {
        Kind = EndpointType.Exchange,
        Access = parsed.Word(_access, Rights, null, findings),
        Scheme = parsed.Word(_auth, Schemes, null, findings),
    };
}
