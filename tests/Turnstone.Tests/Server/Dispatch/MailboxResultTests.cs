using System.Text;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>What is known of a mailbox after its passes: which ran, where its folders went, what failed.</summary>
public sealed class MailboxResultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_AreKnownAsTheLastPassLeftThem_ThatListedThem()
    {
        await using var world = await DispatchWorld.StartAsync();
        var pair = world.Opener.Of(world.Mailboxes[0]);
        var scope = SourceKey.ScopeOf(SmtpAddress.Parse("anna@old.example"), new SourceFolderId("Archive"));
        pair.Source.AddFolder("archive").Add(SeedMessage.Plain(1));
        pair.Source.AddFolder("Archive").Add(SeedMessage.Plain(2));
        pair.Source.AddFolder(new SourceFolder { Id = new SourceFolderId("seen"), Path = FolderPath.Of("Seen"), IsVirtual = true });
        pair.Destination.Refuse = item => item.SourceKey.Scope == scope ? PassTests.Refused : null;
        Assert.Null((await FoldersAsync(world)).Pass);

        await RunAsync(world, PassKind.Full);
        var first = await FoldersAsync(world);
        pair.Destination.Refuse = null;
        await RunAsync(world, PassKind.Full);
        await RunAsync(world, PassKind.Verify);
        var second = await FoldersAsync(world);

        var inbox = Assert.Single(first.Folders, folder => folder.Source == "INBOX");
        Assert.Equal(("Inbox", 3, 3, 0, null), (inbox.Destination, inbox.Found, inbox.Copied, inbox.Failed, inbox.Renamed));
        Assert.Equal(2, first.Folders.Where(folder => folder.Source is "archive" or "Archive").Select(folder => folder.Destination).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.NotNull(Assert.Single(first.Folders, folder => folder.Renamed is not null).Renamed);
        Assert.Equal((1, 1), (Assert.Single(first.Folders, folder => folder.Failed > 0).Failed, first.Folders.Count(folder => folder.LeftOut is not null)));
        Assert.Equal((PassKind.Full, PassState.Completed), (second.Pass!.Kind, second.Pass.State));
        Assert.Equal(3, Assert.Single(second.Folders, folder => folder.Source == "INBOX").AlreadyThere);
        Assert.Equal(first.Folders.Count, second.Folders.Count);
    }

    [Fact]
    public async Task FolderName_WithWhatADatabaseCannotHold_IsMadeVisible()
    {
        await using var world = await DispatchWorld.StartAsync();
        world.Opener.Of(world.Mailboxes[0]).Source.AddFolder("Odd\0\ud800");

        await RunAsync(world, PassKind.Full);

        Assert.Contains((await FoldersAsync(world)).Folders, folder => folder.Source == "Odd⟨U+0000⟩⟨U+D800⟩");
    }

    [Fact]
    public async Task Passes_AreListedByMailbox_WithWhoSubmittedThem()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 2);
        await RunAsync(world, PassKind.Verify);
        await RunAsync(world, PassKind.Full);

        var page = await world.Client.SendAsync(HttpMethod.Get, $"mailboxes/{world.Mailboxes[1]}/passes?take=1").ReadAsync<Paged<PassInfo>>();

        Assert.Equal(2, page.Total);
        var latest = Assert.Single(page.Items);
        Assert.Equal((PassKind.Full, world.Mailboxes[1], "The Administrator"), (latest.Kind, latest.MailboxId, latest.SubmittedBy));
        Assert.Equal("The Administrator", (await world.Client.SendAsync(HttpMethod.Get, $"passes/{latest.Id}").ReadAsync<PassInfo>()).SubmittedBy);
    }

    [Fact]
    public async Task Errors_AreCountedByReason_Narrowed_AndWrittenAsAFile()
    {
        await using var world = await DispatchWorld.StartAsync(messages: 4);
        world.Opener.Of(world.Mailboxes[0]).Destination.Refuse = item => item.Source.Uid <= 2 ? PassTests.Refused : null;
        await RunAsync(world, PassKind.Full);
        var pass = await world.PassIdAsync();

        var counts = await world.Client.SendAsync(HttpMethod.Get, $"passes/{pass}/errors/counts").ReadAsync<IReadOnlyList<ItemErrorCount>>();
        var refused = await world.Client.SendAsync(HttpMethod.Get, $"passes/{pass}/errors?code=destination/item-refused&take=1").ReadAsync<Paged<ItemErrorInfo>>();
        var repaired = await world.Client.SendAsync(HttpMethod.Get, $"passes/{pass}/errors?code=repaired").ReadAsync<Paged<ItemErrorInfo>>();
        var file = await (await world.Client.SendAsync(HttpMethod.Get, $"passes/{pass}/errors.csv")).Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(new ItemErrorCount("failed", "destination/item-refused", 2), Assert.Single(counts));
        Assert.Equal((2, 1, 2L), (refused.Total, refused.Items.Count, refused.Items[0].Uid));
        Assert.Equal(0, repaired.Total);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        var lines = Encoding.UTF8.GetString(file[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Folder,UID,Outcome,Code,What happened,What to do,Size (bytes),Received (UTC),Repair", "INBOX,2,failed,destination/item-refused,No.,Ask."], lines.Take(2).Select((line, at) => at == 0 ? line : string.Join(',', line.Split(',').Take(6))));
        Assert.Equal(3, lines.Length);
    }

    private static async Task RunAsync(DispatchWorld world, PassKind kind)
    {
        var submission = await world.SubmitAsync(kind).ReadAsync<Submission>();
        Assert.Empty(submission.Refused);
        await world.RunAsync();
        world.World.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private static Task<MailboxFoldersInfo> FoldersAsync(DispatchWorld world) =>
        world.Client.SendAsync(HttpMethod.Get, $"mailboxes/{world.Mailboxes[0]}/folders").ReadAsync<MailboxFoldersInfo>();
}
