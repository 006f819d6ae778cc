using Turnstone.EndToEnd.Corpus;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Imap;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Names;

/// <summary>Folders that do not arrive, each with a line in the report that says why.</summary>
public sealed class LeftOutFolderTests(MaildirDovecotSource server) : IClassFixture<MaildirDovecotSource>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ViewsAndFoldersForEverybody_AreLeftOutWithTheReason_InPreviewAndPass()
    {
        var account = server.Take();
        await server.FillAsync(account, [Folder("Work", "Bills"), Folder("All Mail"), Folder("Starred"), Folder("Public", "News")], Cancel);
        await using var world = await OneMailbox.StartAsync(server.Port, account);

        var preview = await world.MigrateAsync(["--dry-run"]);
        var pass = await world.MigrateAsync([]);

        Assert.Equal((0, 0), (preview.Status, pass.Status));
        pass.Report.AssertAddsUp();
        (string, string)[] expected =
        [
            ("All Mail", "a view of messages that live in other folders"),
            ("Public", "a shared folder, with what is below it: it belongs to no mailbox"),
            ("Public/News", "a shared folder, with what is below it: it belongs to no mailbox"),
            ("Starred", "a view of messages that live in other folders"),
        ];
        Assert.Equal(expected, LeftOut(preview));
        Assert.Equal(expected, LeftOut(pass));
        Assert.Equal(["Work/Bills"], (await world.ReadNewAsync()).Where(folder => folder.Items.Count > 0).Select(folder => folder.Path));
    }

    [Fact]
    public async Task FolderThatIsListedAndCannotBeOpened_FailsAlone_AndTheOthersArrive()
    {
        var account = server.Take();
        await server.FillAsync(account, [Folder("Before"), Folder("Z after")], Cancel);
        Array.ForEach(["cur", "new", "tmp"], part => Directory.CreateDirectory(Path.Combine(server.Server.MaildirOf(account.Name), ".R&D", part)));
        await using var world = await OneMailbox.StartAsync(server.Port, account);

        var pass = await world.MigrateAsync([]);

        Assert.True(pass.Status == 2, pass.Output);
        var failed = Assert.Single(pass.Report.Mailboxes[0].Folders, folder => folder.Failure is not null);
        Assert.Equal(("R&D", "source/folder-unavailable"), (failed.Source, failed.Failure!.Code));
        Assert.Equal(["Before", "Z after"], (await world.ReadNewAsync()).Where(folder => folder.Items.Count > 0).Select(folder => folder.Path).Order());
    }

    private static SeedFolder Folder(params string[] names) => new(FolderPath.Of(names), [SeedMessage.Plain(1)]);

    private static IEnumerable<(string, string)> LeftOut(MigrationResult result) =>
        result.Report.Mailboxes[0].Folders.Where(folder => folder.LeftOut is not null).Select(folder => (folder.Source, folder.LeftOut!)).Order();
}
