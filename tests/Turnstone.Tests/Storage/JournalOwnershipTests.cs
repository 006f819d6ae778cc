using System.Diagnostics;
using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Storage;

/// <summary>One pass owns one mailbox pair, across processes.</summary>
public sealed class JournalOwnershipTests : IDisposable
{
    private readonly StateDirectory _state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task SecondHandle_IsRefusedAndToldWhoHoldsThePair()
    {
        await using var journal = await _state.OpenAsync(new SteppedTime());

        var refused = await Assert.ThrowsAsync<SessionException>(() => _state.OpenAsync());

        Assert.Equal(FailureCodes.LocalMailboxBusy, refused.Failure.Code);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, refused.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 12:00:00 UTC", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Null(await journal.LastPassAsync(Cancellation));
    }

    [Fact]
    public async Task AddressesInAnotherCase_AreTheSamePair()
    {
        await using var journal = await _state.OpenAsync();

        var refused = await Assert.ThrowsAsync<SessionException>(() => _state.Store().OpenAsync(
            SmtpAddress.Parse("ANNA@Old.Example"), SmtpAddress.Parse("Anna@NEW.example"), Cancellation));

        Assert.Equal(FailureCodes.LocalMailboxBusy, refused.Failure.Code);
    }

    [Fact]
    public async Task AnotherPair_IsFree()
    {
        await using var journal = await _state.OpenAsync();

        await using var other = await _state.Store().OpenAsync(StateDirectory.Source, SmtpAddress.Parse("bert@new.example"), Cancellation);

        Assert.Null(await other.LastPassAsync(Cancellation));
    }

    [Fact]
    public async Task DisposedJournal_GivesThePairBack()
    {
        var first = await _state.OpenAsync();
        await first.DisposeAsync();
        await first.DisposeAsync();

        await using var second = await _state.OpenAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.LastPassAsync(Cancellation));
    }

    [Fact]
    public async Task LockHeldByAnotherProcess_Refuses_AndItsDeathFreesIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "Needs flock(1) of util-linux to hold the lock from another process.");
        await using (await _state.OpenAsync())
        {
        }

        var lockPath = Path.ChangeExtension(_state.JournalPath, ".lock");
        await File.WriteAllTextAsync(Path.ChangeExtension(_state.JournalPath, ".owner"), "process 4711 on elsewhere, since long ago", Cancellation);
        using var holder = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--no-fork", lockPath, "sh", "-c", "echo held; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Cancellation));

            var refused = await Assert.ThrowsAsync<SessionException>(() => _state.OpenAsync());

            Assert.Equal(FailureCodes.LocalMailboxBusy, refused.Failure.Code);
            Assert.Contains("process 4711 on elsewhere", refused.Failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            holder.Kill();
            await holder.WaitForExitAsync(Cancellation);
        }

        await using var journal = await _state.OpenAsync();
        Assert.Null(await journal.LastPassAsync(Cancellation));
    }

    [Theory]
    [InlineData("../../../etc/passwd@old.example")]
    [InlineData("..\\..\\boot.ini@old.example")]
    [InlineData("/@/")]
    [InlineData("con.txt@..")]
    [InlineData("a:b|c<d>e\"f*g?@old.example")]
    [InlineData("\u00fcmlaut@\u4f8b\u3048.example")]
    public async Task AddressThatLooksLikeAPath_StaysBelowTheStateDirectory(string address)
    {
        await using (await _state.Store().OpenAsync(SmtpAddress.Parse(address), StateDirectory.Destination, Cancellation))
        {
        }

        var file = Assert.Single(Directory.GetFiles(_state.Path, "*.db", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(_state.Path, "journals"), Path.GetDirectoryName(file));
        Assert.All(Path.GetFileName(file), c => Assert.True(char.IsAsciiLetterOrDigit(c) || "@._-".Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LongAddressesThatBeginAlike_HaveJournalsOfTheirOwn()
    {
        var store = _state.Store();
        var (one, two) = (new string('a', 200) + "1@x.example", new string('a', 200) + "2@x.example");

        await using var first = await store.OpenAsync(SmtpAddress.Parse(one), StateDirectory.Destination, Cancellation);
        await using var second = await store.OpenAsync(SmtpAddress.Parse(two), StateDirectory.Destination, Cancellation);

        Assert.Equal(2, Directory.GetFiles(_state.Path, "*.db", SearchOption.AllDirectories).Length);
    }
}
