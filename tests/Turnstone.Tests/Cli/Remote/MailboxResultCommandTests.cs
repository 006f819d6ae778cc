using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.People;
using Turnstone.Engine.Failures;
using Turnstone.Testing;
using Turnstone.Tests.Server.Dispatch;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>What is to become of a mailbox's folders, and what became of them, by command.</summary>
public sealed class MailboxResultCommandTests : IAsyncLifetime
{
    private DispatchWorld _world = null!;
    private RemoteRun _run = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DispatchWorld.StartAsync();
        _run = new RemoteRun(_world.World);
        var client = await _world.World.WithTokenAsync(_world.Workgroup, AccessScope.Full);
        await _run.FineAsync("login", "--server", RemoteRun.Server, "--token-file", _run.Write("token", client.DefaultRequestHeaders.Authorization!.Parameter!));
        _world.Opener.Of(_world.Mailboxes[0]).Source.AddFolder("Old ").Add(SeedMessage.Plain(1));
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task Plan_AndWhatCameOfIt_SayTheSame()
    {
        var planned = await _run.FineAsync("mailbox", "plan", "Move", "user1@old.example");
        await _world.SubmitAsync(PassKind.Full);
        await _world.RunAsync();

        var folders = await _run.FineAsync("mailbox", "folders", "Move", "user1@example.com");
        var known = await _run.JsonAsync<MailboxFoldersInfo>("mailbox", "folders", "Move", "user1@old.example");

        Assert.Contains("blanks at its ends removed", planned, StringComparison.Ordinal);
        Assert.Contains("blanks at its ends removed", folders, StringComparison.Ordinal);
        Assert.Equal([("INBOX", "Inbox", 3L), ("Old ", "Old", 1L)], known.Folders.Select(folder => (folder.Source, folder.Destination, folder.Copied)));
        Assert.Equal(PassState.Completed, known.Pass?.State);
    }

    [Fact]
    public async Task PlanThatThereIsNot_EndsWithAStatus_AndSaysWhy()
    {
        _world.Opener.Refusal = new SessionException(PassTests.Refused);

        var said = await _run.RunAsync("mailbox", "plan", "Move", "user1@old.example");

        Assert.Equal(3, said.Status);
        Assert.Contains("No. Ask. (destination/item-refused)", said.Error, StringComparison.Ordinal);
    }
}
