using System.CommandLine;
using Turnstone.Cli.Remote;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>What commands that ask a server say of themselves, a noun a file.</summary>
public sealed class RemoteHelpTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public static TheoryData<string> Nouns => [.. RemoteCommands.All().Select(noun => noun.Name)];

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task Help_StaysAsReviewed(string noun)
    {
        await TellAsync(RemoteCommands.All().Single(command => command.Name == noun), []);

        Snapshot.Matches($"help-{noun}.txt", _run.Out);
    }

    [Fact]
    public async Task EveryCommand_HasItsLineInTheDocument()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(House.RepositoryRoot.Path, "docs", "commands.md"), TestContext.Current.CancellationToken);
        var missing = RemoteCommands.All().SelectMany(noun => Leaves(noun, noun.Name)).Where(command => !document.Contains($"`{command}", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    public void Dispose() => _run.Dispose();

    private async Task TellAsync(Command command, IReadOnlyList<string> above)
    {
        string[] path = [.. above, command.Name];
        await _run.RunAsync([.. path, "--help"]);
        foreach (var below in command.Subcommands)
        {
            await TellAsync(below, path);
        }
    }

    private static IEnumerable<string> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0 ? [path] : command.Subcommands.SelectMany(below => Leaves(below, $"{path} {below.Name}"));
}
