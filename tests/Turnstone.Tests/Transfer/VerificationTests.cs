using System.Text;
using Turnstone.Cli;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

public class VerificationTests
{
    private static readonly PassOptions Full = new() { Verification = VerificationMode.Full };
    private readonly PassWorld _world = new();

    [Fact]
    public async Task SoundMailbox_IsPerfectAndSaysHowMuchWasCompared()
    {
        _world.WithInbox(130);

        var report = await _world.RunAsync(Full);

        Assert.Equal((PassStatus.Completed, Grade.Perfect), (report.Status, report.Grade));
        Assert.Equal(new VerificationResult(VerificationMode.Full, 130, 0), report.Verification);
        Assert.Empty(await _world.NotesAsync());
    }

    [Fact]
    public async Task ChangedByte_IsFoundAndNoted_AndTheSumsHold()
    {
        _world.WithInbox(30);
        TamperOnArrival(uid: 17, delivery => delivery with { Content = Changed(delivery.Content) });

        var report = await _world.RunAsync(Full);

        Assert.Equal((PassStatus.Completed, Grade.Investigate), (report.Status, report.Grade));
        Assert.Equal(new VerificationResult(VerificationMode.Full, 30, 1), report.Verification);
        Assert.Equal((30, 30, 0), (report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        var note = Assert.Single(await _world.NotesAsync());
        Assert.Equal((17u, ItemOutcome.Copied, FailureCodes.VerificationDifferent), (note.Uid, note.Outcome, note.Code));
        Assert.Equal("It is there, but not as it was: text changed (part 1).", note.Message);
        Assert.NotEmpty(note.Remedy);
    }

    [Fact]
    public async Task ChangedStateAndTimes_AreFound()
    {
        _world.Inbox.Add(SeedMessage.Plain(1) with { Flags = ItemFlags.Seen, Keywords = ["Kunde"] });
        TamperOnArrival(uid: 1, delivery => delivery with
        {
            Item = delivery.Item with { Flags = ItemFlags.None, Categories = [], Received = delivery.Item.Received.AddSeconds(1), Sent = null },
        });

        await _world.RunAsync(Full);

        Assert.Equal(
            "It is there, but not as it was: received time differs; sent time differs; flag differs (seen); categories differ.",
            Assert.Single(await _world.NotesAsync()).Message);
    }

    [Fact]
    public async Task FlagChangedAtTheSourceSince_IsNoDifference()
    {
        var seen = SeedMessage.Plain(1) with { Flags = ItemFlags.Seen };
        _world.Inbox.Add(SeedMessage.Plain(1));
        _world.Destination.BeforeDelivery = (_, _) =>
        {
            _world.Inbox.Replace(1, seen);
            return Task.CompletedTask;
        };

        var report = await _world.RunAsync(Full);

        Assert.Equal(new VerificationResult(VerificationMode.Full, 1, 0), report.Verification);
    }

    [Fact]
    public async Task SecondPassInFull_ComparesWhatTheFirstBrought_ButNotItsState()
    {
        _world.WithInbox(3);
        await _world.RunAsync();
        _world.Destination.Change(delivery => delivery.SourceKey.Uid == 1, delivery => delivery with { Item = delivery.Item with { Flags = ItemFlags.Seen } });
        _world.Destination.Change(delivery => delivery.SourceKey.Uid == 2, delivery => delivery with { Content = Changed(delivery.Content) });

        var report = await _world.RunAsync(Full);

        Assert.Equal(new VerificationResult(VerificationMode.Full, 3, 1), report.Verification);
        Assert.Equal((2u, ItemOutcome.AlreadyThere), Assert.Single(await _world.NotesAsync()) is var note ? (note.Uid, note.Outcome) : default);
    }

    [Fact]
    public async Task ItemGoneFromItsFolder_IsADifferenceOfItsOwn()
    {
        _world.WithInbox(3);
        await _world.RunAsync();
        _world.Destination.Remove(delivery => delivery.SourceKey.Uid == 2);

        var report = await _world.RunAsync(Full);

        Assert.Equal((3, 1), (report.Verification.Compared, report.Verification.Different));
        Assert.Contains("no longer in the folder", Assert.Single(await _world.NotesAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItemDeletedAtTheSourceSince_IsNotCounted()
    {
        _world.WithInbox(3);
        _world.Destination.BeforeDelivery = (_, _) =>
        {
            _world.Inbox.Expunge(2);
            return Task.CompletedTask;
        };

        var report = await _world.RunAsync();

        Assert.Equal(new VerificationResult(VerificationMode.Sample, 2, 0), report.Verification);
    }

    [Theory]
    [InlineData(PassKind.Trial)]
    [InlineData(PassKind.PreStage)]
    [InlineData(PassKind.Full)]
    public async Task EveryPassThatCopies_ComparesASampleByDefault(PassKind kind)
    {
        _world.WithInbox(10);

        var report = await _world.RunAsync(new PassOptions { Kind = kind, OlderThan = kind == PassKind.PreStage ? new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) : null });

        Assert.Equal(new VerificationResult(VerificationMode.Sample, 10, 0), report.Verification);
    }

    [Fact]
    public async Task VerificationOfCredentialsAndDryRun_CompareNothing()
    {
        _world.WithInbox(10);

        var verify = await _world.RunAsync(PassKind.Verify);
        var dry = await _world.RunAsync(Full with { DryRun = true });

        Assert.Equal((VerificationResult.None, VerificationResult.None), (verify.Verification, dry.Verification));
        Assert.Equal(0, _world.Destination.ReadBacks.Count);
    }

    [Fact]
    public async Task Sample_HasOneOfEveryFolderAndTheLargest_AndIsTheSameEachTime()
    {
        static PassWorld Make()
        {
            var world = new PassWorld().WithInbox(500);
            world.Inbox.Add(SeedMessage.Plain(501, bodyBytes: 50_000));
            for (var i = 1; i <= 5; i++)
            {
                world.Source.AddFolder($"Folder {i}").Add(SeedMessage.Plain(1000 + i));
            }

            return world;
        }

        var samples = new List<HashSet<SourceKey>>();
        foreach (var world in new[] { Make(), Make() })
        {
            var read = new HashSet<SourceKey>();
            world.Destination.BeforeReadBack = (key, _) =>
            {
                read.Add(key);
                return Task.CompletedTask;
            };
            Assert.Equal(20, (await world.RunAsync()).Verification.Compared);
            samples.Add(read);
        }

        Assert.True(samples[0].SetEquals(samples[1]));
        Assert.Equal(6, samples[0].Select(key => key.Scope).Distinct().Count());
        Assert.Contains(samples[0], key => key.Uid == 501);
    }

    [Fact]
    public async Task SignedMessageAmongThousands_IsInTheSample()
    {
        _world.WithInbox(1000);
        var signed = _world.Inbox.Add(new SeedMessage("From: a@old.example\r\nContent-Type: multipart/signed; boundary=s\r\n\r\n--s--\r\n"u8.ToArray()));
        _world.WithInbox(1000);
        var read = new HashSet<uint>();
        _world.Destination.BeforeReadBack = (key, _) =>
        {
            read.Add(key.Uid);
            return Task.CompletedTask;
        };

        await _world.RunAsync();

        Assert.Contains(signed, read);
    }

    [Fact]
    public async Task MailboxWithADifference_EndsTheProgramWithItsOwnStatus()
    {
        _world.WithInbox(3);
        TamperOnArrival(uid: 2, delivery => delivery with { Content = Changed(delivery.Content) });

        var report = await _world.RunAsync();

        Assert.Equal(5, ExitStatus.Of(new RunReport
        {
            Version = "1",
            Started = report.Started,
            Finished = report.Finished,
            Mailboxes = [new MailboxResult(report)],
        }));
    }

    [Fact]
    public async Task Stop_EndsTheComparison_AndWhatWasComparedIsReported()
    {
        _world.WithInbox(120);
        using var stop = new CancellationTokenSource();
        _world.Destination.BeforeReadBack = (key, _) => key.Uid == 30 ? stop.CancelAsync() : Task.CompletedTask;

        var report = await _world.RunAsync(Full, stop.Token);

        Assert.Equal((PassStatus.Stopped, 120), (report.Status, report.Totals.Copied));
        Assert.InRange(report.Verification.Compared, 1, 119);
    }

    [Fact]
    public async Task ServerThatAsksForPatience_IsWaitedFor()
    {
        _world.WithInbox(3);
        _world.Trouble.On(DestinationCall.ReadBack, 1, Trouble.Throttled(TimeSpan.FromMinutes(20)));

        var report = await _world.RunAsync();

        Assert.Equal(new VerificationResult(VerificationMode.Sample, 3, 0), report.Verification);
    }

    [Fact]
    public async Task ItemThatBreaksEveryReading_IsUnreadableAlone()
    {
        _world.WithInbox(5);
        _world.Destination.BeforeReadBack = (key, _) => key.Uid == 3
            ? throw Trouble.At(FailureSide.Destination, FailureCodes.DestinationUnavailable, FailureScope.Item) : Task.CompletedTask;

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, 5, 1), (report.Status, report.Verification.Compared, report.Verification.Different));
        Assert.Contains("could not be compared", Assert.Single(await _world.NotesAsync()).Message, StringComparison.Ordinal);
    }

    private void TamperOnArrival(uint uid, Func<Delivery, Delivery> change) =>
        _world.Destination.BeforeReadBack = (key, _) =>
        {
            if (key.Uid == uid)
            {
                _world.Destination.Change(delivery => delivery.SourceKey.Uid == uid, change);
            }

            return Task.CompletedTask;
        };

    private static byte[] Changed(ReadOnlyMemory<byte> content) =>
        Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(content.Span).Replace("\r\n\r\nxx", "\r\n\r\nxy", StringComparison.Ordinal));
}
