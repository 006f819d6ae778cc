using System.Diagnostics;
using System.Globalization;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Crash;

/// <summary>An operator stops a migration, or starts it twice.</summary>
public sealed class StoppedMigrationTests : IAsyncLifetime
{
    private const string SentItem = "<t:MimeContent";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 1000,
        LargeMessageBytes = 0,
    };

    private static readonly SamplePerson Anna = SampleCompany.People[1];
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Anna], watched: SentItem);
        await MailLoader.LoadAsync(_world.Dovecot, SampleCompany.Mailboxes(Profile)[1], Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("TERM", 40)]
    [InlineData("INT", 350)]
    public async Task AskedToStop_EndsInTime_AndTheSameCommandCompletes(string signal, int items)
    {
        await using var process = StartSlowly();
        await _world.Line.WaitAsync(SentItem, items, Cancel);

        var asked = Stopwatch.GetTimestamp();
        process.Signal(signal);
        var stopped = await TurnstoneProgram.EndAsync(process, Cancel);

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, StopLimit);
        Assert.True(stopped.Status == 4, stopped.Output);
        using var mailbox = _world.OpenNew(Anna);
        var there = await mailbox.CountAsync(Cancel);
        Assert.InRange(there, 1, (await TotalAsync()) - 1);

        var again = await _world.MigrateAsync();

        // Nothing of what was there had to be asked for or sent again: the journal knew all of it.
        Assert.True(again.Status == 0, again.Output);
        again.Report.AssertAddsUp();
        Assert.Equal(there, again.Report.Mailboxes[0].Totals.AlreadyThere);
        await _world.AssertMovedAsync(Anna, again.Report);
    }

    [Fact]
    public async Task StoppedWhileExchangeIsSilent_EndsInTime_AndNothingArrivesTwice()
    {
        await using var process = StartSlowly();
        await _world.Line.FreezeAsync(SentItem, 200, replies: true).WaitAsync(Cancel);

        var asked = Stopwatch.GetTimestamp();
        process.Signal();
        var stopped = await TurnstoneProgram.EndAsync(process, Cancel);

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, StopLimit);
        Assert.True(stopped.Status == 4, stopped.Output);
        await _world.Line.CutAsync();
        var again = await _world.MigrateAsync();
        Assert.True(again.Status == 0, again.Output);
        await _world.AssertMovedAsync(Anna, again.Report);
    }

    [Fact]
    public async Task SecondProcessOnTheSameMailbox_RefusesAndSaysWhoHasIt()
    {
        await using var first = StartSlowly();
        await _world.Line.WaitAsync(SentItem, 1, Cancel);

        var second = await _world.MigrateAsync();

        Assert.Equal(3, second.Status);
        var failure = Assert.Single(second.Report.Mailboxes).Failure!;
        Assert.Equal("local/mailbox-busy", failure.Code);
        Assert.Contains($"process {first.Id.ToString(CultureInfo.InvariantCulture)} ", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        Assert.False(first.HasExited, first.Output);
        first.Signal();
        Assert.Equal(4, (await TurnstoneProgram.EndAsync(first, Cancel)).Status);
        var third = await _world.MigrateAsync();
        Assert.True(third.Status == 0, third.Output);
        await _world.AssertMovedAsync(Anna, third.Report);
    }

    /// <summary>So slowly that it would need far longer than any of these stories.</summary>
    private RunningProcess StartSlowly() => TurnstoneProgram.Start(_world.Command("--max-mbps", "16"), _world.Folder);

    private async Task<int> TotalAsync() => (await _world.ReadOldAsync(Anna)).Sum(folder => folder.Items.Count);
}
