using System.CommandLine;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary><c>turnstone endpoint archive</c>.</summary>
internal sealed class EndpointArchiveCommand : RemoteCommand
{
    private readonly Argument<string?> _endpoint;

    public EndpointArchiveCommand()
        : base("archive", "Puts an endpoint away; projects that use it go on.") => _endpoint = AddWord("endpoint", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_endpoint, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var endpoint = await session.Names.EndpointAsync(name, cancellationToken);
            return session.Show(await session.Client.ArchiveEndpointAsync(endpoint.Id, cancellationToken), EndpointView.Of);
        };
    }
}
