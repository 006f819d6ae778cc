using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

public class ExchangeFoldersTests
{
    [Fact]
    public async Task Folder_IsMadeOnceWhoeverAsks()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        await using var another = world.Open();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => mailbox.EnsureFolderAsync(Inbox("Projekte", "a/b \"c\""), Cancel)));
        var seen = await another.EnsureFolderAsync(Inbox("PROJEKTE", "A/B \"C\""), Cancel);

        Assert.Single(made.Select(folder => folder.Id).Distinct());
        Assert.Equal(made[0].Id, seen.Id);
    }

    [Fact]
    public async Task FolderMadeBySomebodyElseMeanwhile_IsFound()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        await using var another = world.Open();
        await mailbox.EnsureFolderAsync(Inbox("Eins"), Cancel);

        var theirs = await another.EnsureFolderAsync(Inbox("Zwei"), Cancel);
        var ours = await mailbox.EnsureFolderAsync(Inbox("zwei"), Cancel);

        Assert.Equal(theirs.Id, ours.Id);
    }

    [Fact]
    public async Task WellKnownFolders_AreFoundInAnyLanguage()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        FolderRole[] roles = [FolderRole.None, FolderRole.Inbox, FolderRole.Sent, FolderRole.Drafts, FolderRole.Trash, FolderRole.Junk];

        var ids = new List<string>();
        foreach (var role in roles)
        {
            ids.Add((await mailbox.EnsureFolderAsync(new DestinationPath(role, FolderPath.Top), Cancel)).Id);
        }

        Assert.Equal(roles.Length, ids.Distinct().Count());
        using var client = world.Client();
        var sent = (await client.GetFolderAsync(new GetFolder { FolderIds = [new FolderId(ids[2])] }, Cancel))[0].Value!;
        Assert.Equal("Gesendete Elemente", sent.DisplayName);
    }

    [Fact]
    public async Task NewFolder_HoldsMail()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();

        var made = await mailbox.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of("Archiv 2019")), Cancel);

        using var client = world.Client();
        var shape = new ResponseShape(BaseShape.Default) { AdditionalProperties = [FieldUri.FolderClass] };
        var folder = (await client.GetFolderAsync(new GetFolder { FolderIds = [new FolderId(made.Id)], FolderShape = shape }, Cancel))[0].Value!;
        Assert.Equal(("Archiv 2019", "IPF.Note"), (folder.DisplayName, folder.FolderClass));
    }

    [Theory]
    [InlineData("Kalender")]
    [InlineData("Postausgang")]
    public async Task FolderThatIsNoPlaceForMail_IsNotFilledWithIt(string name)
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();

        var error = await Assert.ThrowsAsync<SessionException>(
            () => mailbox.EnsureFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of(name)), Cancel));

        Assert.Equal((FailureCodes.DestinationNameTaken, FailureScope.Folder), (error.Failure.Code, error.Failure.Scope));
        Assert.Contains("FolderMapping", error.Failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExchangeAccess.Delegate)]
    [InlineData(ExchangeAccess.Impersonate)]
    public async Task ServiceAccount_WorksInTheUsersMailbox(ExchangeAccess access)
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open(access);

        await mailbox.VerifyAsync(Cancel);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        await mailbox.DeliverAsync(inbox, [world.Item(1)], Cancel);

        await using var owner = world.Open();
        Assert.Equal(inbox.Id, (await owner.EnsureFolderAsync(Inbox(), Cancel)).Id);
        Assert.Single(await world.ItemsAsync(inbox));
    }
}
