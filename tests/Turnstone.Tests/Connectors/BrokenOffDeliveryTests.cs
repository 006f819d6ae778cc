using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Mailboxes.Pacing;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>A delivery whose gate closes while it is being sent.</summary>
public sealed class BrokenOffDeliveryTests
{
    private const int LargeMessage = 4_000_000;

    [Fact]
    public async Task GateThatBreaksOff_ClosesInMidRequest_NothingArrives_AndTheFailureIsTheGates()
    {
        await using var world = await StartAsync();
        var gate = new ClosingGate(afterDemands: 5) { BreaksOff = true };
        await using var mailbox = new GatedDestination(world.Open(), gate);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var broken = await Assert.ThrowsAsync<SessionException>(() => mailbox.DeliverAsync(inbox, [world.Item(1, body: new string('a', LargeMessage))], Cancel));

        Assert.Equal((FailureCodes.LocalMailboxBusy, RequestFate.Unsent), (broken.Failure.Code, broken.Fate));
        Assert.Empty(await world.ItemsAsync(inbox));
    }

    [Fact]
    public async Task GateThatBreaksOff_ClosesWhenAllWasReadAndTheEndIsStillHere_NothingArrives()
    {
        await using var world = await StartAsync();
        var gate = new ClosingGate(afterDemands: int.MaxValue) { BreaksOff = true };
        var item = world.Item(1, body: new string('a', LargeMessage));
        await using var mailbox = new GatedDestination(world.Open(), gate);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        await Assert.ThrowsAsync<SessionException>(() => mailbox.DeliverAsync(inbox, [item with { Content = new ReadOnce(item.Content, gate) }], Cancel));

        Assert.Empty(await world.ItemsAsync(inbox));
    }

    [Fact]
    public async Task GateThatDoesNot_LetsItFinish()
    {
        await using var world = await StartAsync();
        await using var mailbox = new GatedDestination(world.Open(), new ClosingGate(afterDemands: 2));
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        await mailbox.DeliverAsync(inbox, [world.Item(1, body: new string('a', LargeMessage))], Cancel);

        Assert.Single(await world.ItemsAsync(inbox));
    }

    /// <summary>Content that closes the gate when there is no more to read of it.</summary>
    private sealed class ReadOnce(ItemContent content, ClosingGate gate) : ItemContent
    {
        public override long Length => content.Length;

        public override Stream OpenRead() => new NoticingStream(content.OpenRead(), gate);

        protected override void Dispose(bool disposing) => content.Dispose();
    }

    private sealed class NoticingStream(Stream stream, ClosingGate gate) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            gate.IsClosed |= count == 0;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class ClosingGate(int afterDemands) : IGate
    {
        private int _demands;

        public bool IsClosed { get; set; }

        public bool BreaksOff { get; init; }

        public bool IsOpen => !IsClosed && _demands < afterDemands;

        public void Demand()
        {
            if (++_demands > afterDemands || IsClosed)
            {
                throw new SessionException(new Failure
                {
                    Side = FailureSide.Local, Scope = FailureScope.Mailbox, Code = FailureCodes.LocalMailboxBusy, Message = "The gate is closed.", Remedy = "",
                });
            }
        }
    }
}
