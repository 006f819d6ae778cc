using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>The mailbox's owner goes on working at the old server between two passes.</summary>
public sealed class MovedBetweenPassesTests : IAsyncLifetime
{
    private const int Messages = 400;
    private const int InAFolder = 100;
    private static readonly SamplePerson Anna = new("Anna Alt", "anna@old.example", "en-GB");
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Anna]);
        var mailbox = SmallMail.Mailbox(Anna, Messages, folders: 4, new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await MailLoader.LoadAsync(_world.Dovecot, mailbox, Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MovedRenamedAndRenumberedMail_IsNotCopiedAgain_AndCopiesAreCopied(bool isJournalLost)
    {
        var first = await _world.MigrateAsync();
        Assert.True(first.Status == 0, first.Output);
        await using (var owner = await OldOwner.SignInAsync(_world.Dovecot, MigrationWorld.OldAccount(Anna), Cancel))
        {
            await owner.MoveAsync("INBOX", "Folder 001", 10, Cancel);
            await owner.CopyAsync("INBOX", "Folder 001", 3, Cancel);
            await owner.RenameAsync("Folder 002", "Renamed", Cancel);
            await owner.MakeAnewAsync("Folder 003", Cancel);
        }

        if (isJournalLost)
        {
            Directory.Delete(_world.StateFolder, recursive: true);
        }

        var second = await _world.MigrateAsync();
        var third = await _world.MigrateAsync();

        AssertCounts(second, copied: 3, alreadyThere: Messages);
        AssertCounts(third, copied: 0, alreadyThere: Messages + 3);
        var moved = second.Report.Mailboxes[0].Items.Where(item => item.Code == "rule/moved").ToLookup(item => item.Folder);
        Assert.Equal((10, InAFolder, 2), (moved["Folder 001"].Count(), moved["Renamed"].Count(), moved.Count));
        Assert.All(moved["Folder 001"], item => Assert.Contains("from \"INBOX\"", item.Message, StringComparison.Ordinal));
        Assert.Empty(third.Report.Mailboxes[0].Items);
        await AssertEachOnceAsync();
    }

    private static void AssertCounts(MigrationResult result, long copied, long alreadyThere)
    {
        Assert.True(result.Status == 0, result.Output);
        result.Report.AssertAddsUp();
        var totals = result.Report.Mailboxes[0].Totals;
        Assert.Equal((copied, alreadyThere), (totals.Copied, totals.AlreadyThere));
    }

    private async Task AssertEachOnceAsync()
    {
        var subjects = (await _world.ReadOldAsync(Anna)).SelectMany(folder => folder.Items.Select(item => item.Subject));
        var found = (await _world.ReadNewAsync(Anna)).SelectMany(folder => folder.Items.Select(item => item.Subject));
        MovedMail.AssertSameLines("the mailbox", subjects, found);
    }
}
