using System.Diagnostics;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing.Exchange;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>The state directory is gone, and the new mailbox has been worked with since.</summary>
public sealed class LostJournalTests : IAsyncLifetime
{
    private const int Messages = 10_000;
    private const string CreateItem = "<m:CreateItem";
    private static readonly SamplePerson Many = new("Many Messages", "many@old.example", "en-GB");
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Many], watched: CreateItem);
        var mailbox = SmallMail.Mailbox(Many, Messages, folders: 5, new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await MailLoader.LoadAsync(_world.Dovecot, mailbox, Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task JournalDeletedAfterTenThousandMessages_CopiesNothing_WhateverWasMovedOrDeletedThere()
    {
        var first = await _world.MigrateAsync();
        Assert.True(first.Status == 0, first.Output);
        Assert.Equal(Messages, first.Report.Mailboxes[0].Totals.Copied);
        await WorkAsync();
        var (there, sent) = (await CountAsync(), _world.Line.Count(CreateItem));
        Directory.Delete(_world.StateFolder, recursive: true);

        var started = Stopwatch.GetTimestamp();
        var second = await _world.MigrateAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"The pass without a journal took {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s, start of the program included");
        Assert.True(second.Status == 0, second.Output);
        second.Report.AssertAddsUp();
        var totals = second.Report.Mailboxes[0].Totals;
        Assert.Equal((0, Messages), (totals.Copied, totals.AlreadyThere));
        Assert.Equal((there, sent), (await CountAsync(), _world.Line.Count(CreateItem)));
    }

    /// <summary>Moves 50 items into a folder of the owner's own, throws 25 away and deletes 25 past Deleted Items.</summary>
    private async Task WorkAsync()
    {
        var account = MigrationWorld.NewAccount(Many);
        using var owner = new MailboxOwner(_world.Exchange.EwsUrl, account.Address, account.Password, _world.Exchange.CertificateAuthorityPem);
        var items = await owner.FindItemsAsync(MailboxOwner.Distinguished("inbox"), 100, Cancel);
        var own = await owner.CreateFolderAsync(MailboxOwner.Distinguished("msgfolderroot"), "Done", Cancel);
        await owner.MoveItemsAsync(items.Take(50), MailboxOwner.Folder(own), Cancel);
        await owner.DeleteItemsAsync(items.Skip(50).Take(25), "MoveToDeletedItems", Cancel);
        await owner.DeleteItemsAsync(items.Skip(75), "SoftDelete", Cancel);
    }

    private async Task<int> CountAsync()
    {
        using var mailbox = _world.OpenNew(Many);
        return await mailbox.CountAsync(Cancel);
    }
}
