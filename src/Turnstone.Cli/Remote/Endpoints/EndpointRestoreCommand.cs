using System.CommandLine;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary><c>turnstone endpoint restore</c>.</summary>
internal sealed class EndpointRestoreCommand : RemoteCommand
{
    private readonly Argument<string?> _endpoint;

    public EndpointRestoreCommand()
        : base("restore", "Offers an endpoint again that was put away.") => _endpoint = AddWord("endpoint", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_endpoint, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var endpoint = await session.Names.EndpointAsync(name, archived: true, cancellationToken);
            return session.Show(await session.Client.RestoreEndpointAsync(endpoint.Id, cancellationToken), EndpointView.Of);
        };
    }
}
