using System.CommandLine;
using Turnstone.Cli.Commands;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project list</c>.</summary>
internal sealed class ProjectListCommand : RemoteCommand
{
    private readonly Option<string?> _search;
    private readonly Option<string?> _customer;
    private readonly Option<bool> _archived;

    public ProjectListCommand()
        : base("list", "Lists the projects you see, by name.")
    {
        _search = Add("--search", "text", "Part of the name.");
        _customer = Add("--customer", "name | id", "Those of one customer.");
        _archived = AddSwitch("--archived", "Those that were put away.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var (search, name, archived) = (parsed.Text(_search), parsed.Text(_customer), parsed.IsSet(_archived));
        return async (session, cancellationToken) =>
        {
            var customer = name is null ? null : await session.Names.CustomerAsync(name, cancellationToken);
            return session.ShowAll(
                await Pages.AllAsync((skip, cancel) => session.Client.ListProjectsAsync(search, customer?.Id, archived, skip, Pages.Size, cancel), cancellationToken),
                ProjectView.Of);
        };
    }
}
