using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Endpoints;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary><c>turnstone endpoint list</c>.</summary>
internal sealed class EndpointListCommand : RemoteCommand
{
    private static readonly Dictionary<string, EndpointType?> Kinds = Enum.GetValues<EndpointType>().ToDictionary(Shown.Word, kind => (EndpointType?)kind);

    private readonly Option<string?> _search;
    private readonly Option<string?> _customer;
    private readonly Option<string?> _kind;
    private readonly Option<bool> _archived;

    public EndpointListCommand()
        : base("list", "Lists endpoints by name.")
    {
        _search = Add("--search", "text", "Part of the name or the address.");
        _customer = Add("--customer", "name | id", "Those of one customer.");
        _kind = Add("--kind", "imap|exchange", "Those of one kind.");
        _archived = AddSwitch("--archived", "Those that were put away.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var (search, name, archived) = (parsed.Text(_search), parsed.Text(_customer), parsed.IsSet(_archived));
        var kind = parsed.Word(_kind, Kinds, null, findings);
        return async (session, cancellationToken) =>
        {
            var customer = name is null ? null : await session.Names.CustomerAsync(name, cancellationToken);
            return session.ShowAll(
                await Pages.AllAsync((skip, cancel) => session.Client.ListEndpointsAsync(search, customer?.Id, kind, archived, skip, Pages.Size, cancel), cancellationToken),
                EndpointView.Of);
        };
    }
}
