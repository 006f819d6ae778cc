using Turnstone.Engine.Failures;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Tests.Storage;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>
/// A run is killed with a request under way, and before the next one begins the message leaves the place it was sent from. What may still
/// arrive under its old name is waited for, as if it had stayed.
/// </summary>
public sealed class MovedInDoubtTests
{
    private readonly PassWorld _world = new();

    public enum Move
    {
        FolderRenamed,
        MessageMoved,
        FolderRenumbered,
    }

    public static TheoryData<Move, bool> Moves
    {
        get
        {
            var moves = new TheoryData<Move, bool>();
            foreach (var move in Enum.GetValues<Move>())
            {
                moves.Add(move, true);
                moves.Add(move, false);
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task WhatHasMoved_ArrivesOnce(Move move, bool arrivesLate)
    {
        using var state = new StateDirectory();
        var folder = _world.Source.AddFolder("Old");
        folder.Add(SeedMessage.Plain(1));
        await using (var journal = await state.OpenAsync(_world.Time))
        {
            _world.Trouble = new FlakyDestination(_world.Destination, _world.Time)
                .OnDelivery(1, arrivesLate ? new DeliveryTrouble.ArrivesLate(TimeSpan.FromSeconds(30)) : new DeliveryTrouble.Lost(Trouble.ReplyLost()))
                .On(DestinationCall.FindDelivered, 1, Trouble.Denied());
            Assert.Equal(PassStatus.Failed, (await _world.RunWithAsync(journal, new PassOptions())).Status);
        }

        switch (move)
        {
            case Move.FolderRenamed:
                _world.Source.Rename(folder, "New");
                break;
            case Move.MessageMoved:
                folder.MoveTo(_world.Inbox, 1);
                break;
            case Move.FolderRenumbered:
                folder.Renumber(99);
                break;
        }

        await using var reopened = await state.OpenAsync(_world.Time);
        var next = await _world.RunWithAsync(reopened, new PassOptions());
        var again = await _world.RunWithAsync(reopened, new PassOptions());

        Assert.Equal((PassStatus.Completed, 1), (next.Status, next.Totals.Found));
        Assert.Equal(arrivesLate ? 0 : 1, next.Totals.Copied);
        Assert.Equal((0, 1), (again.Totals.Copied, again.Totals.AlreadyThere));
        Assert.Single(_world.Destination.Deliveries);
    }

    [Fact]
    public async Task WhatHasStayed_KeepsNobodyWaitingAtTheStart()
    {
        using var state = new StateDirectory();
        _world.WithInbox(2);
        await using (var journal = await state.OpenAsync(_world.Time))
        {
            _world.Trouble = new FlakyDestination(_world.Destination, _world.Time)
                .OnDelivery(1, new DeliveryTrouble.Lost(Trouble.ReplyLost()))
                .On(DestinationCall.FindDelivered, 1, Trouble.Denied());
            await _world.RunWithAsync(journal, new PassOptions());
        }

        _world.Source.AddFolder("Later").Add(SeedMessage.Plain(3));
        var firstWait = -1;
        _world.OnWait = () => firstWait = firstWait < 0 ? _world.Destination.Deliveries.Count : firstWait;
        await using var reopened = await state.OpenAsync(_world.Time);
        var next = await _world.RunWithAsync(reopened, new PassOptions());

        Assert.Equal(3, next.Totals.Copied);
        Assert.Equal(1, firstWait);
        Assert.Equal(3, _world.Destination.Deliveries.Count);
    }
}
