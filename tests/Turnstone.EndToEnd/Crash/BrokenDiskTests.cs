using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Crash;

/// <summary>A disk that is full, and a journal that was spoiled or lost.</summary>
public sealed class BrokenDiskTests : IAsyncLifetime
{
    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 400,
        LargeMessageBytes = 0,
    };

    private static readonly SamplePerson Anna = SampleCompany.People[1];
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await DebianPackages.EnsureAsync([new DebianPackage("strace")], TestContext.Current.SendDiagnosticMessage, Cancel);
        _world = await MigrationWorld.StartAsync([Anna]);
        await MailLoader.LoadAsync(_world.Dovecot, SampleCompany.Mailboxes(Profile)[1], Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task DiskThatFillsUp_EndsTheMailboxWithTheCause_AndTheNextRunCompletes()
    {
        // A kernel that has no room any more from the n-th write of a thread on: at once, in the first commits, in the middle.
        foreach (var write in (int[])[1, 9, 30])
        {
            await using var process = TurnstoneProgram.Start(
                _world.Command(),
                _world.Folder,
                under: ["strace", "--follow-forks", "--output=/dev/null", "--trace=pwrite64", FormattableString.Invariant($"--inject=pwrite64:error=ENOSPC:when={write}+")]);
            var full = await TurnstoneProgram.EndAsync(process, Cancel);

            Assert.True(full.Status == 3, $"From write {write} on: status {full.Status}\n{full.Output}");
            Assert.Contains("local/", full.Output, StringComparison.Ordinal);
        }

        await AssertNextRunCompletesAsync();
    }

    [Fact]
    public async Task SpoiledJournal_IsRefusedAndLeftAlone_AndMovedAwayTheNextRunCopiesNothingTwice()
    {
        Assert.Equal(0, (await _world.MigrateAsync()).Status);
        var journal = Assert.Single(Directory.GetFiles(_world.StateFolder, "*.db", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(journal, Cancel);
        bytes.AsSpan(bytes.Length / 3, 2048).Fill(0xA5);
        await File.WriteAllBytesAsync(journal, bytes, Cancel);

        var refused = await _world.MigrateAsync();

        Assert.Equal(3, refused.Status);
        var failure = refused.Report.Mailboxes[0].Failure!;
        Assert.Equal("local/journal", failure.Code);
        Assert.Contains("Move the file away", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(journal, Cancel));
        File.Delete(journal);
        var again = await AssertNextRunCompletesAsync();
        Assert.Equal(0, again.Report.Mailboxes[0].Totals.Copied);
    }

    private async Task<MigrationResult> AssertNextRunCompletesAsync()
    {
        var result = await _world.MigrateAsync();
        Assert.True(result.Status == 0, result.Output);
        result.Report.AssertAddsUp();
        await _world.AssertMovedAsync(Anna, result.Report);
        return result;
    }
}
