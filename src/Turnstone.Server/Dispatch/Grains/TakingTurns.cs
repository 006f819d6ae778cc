using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Puts grains on processes in turn: passes that are begun together are spread at once, before any process says how much it has to do.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakingTurnsAttribute() : PlacementAttribute(new TakingTurns());

/// <summary>The strategy behind the attribute.</summary>
[GenerateSerializer]
internal sealed class TakingTurns : PlacementStrategy;

/// <summary>Orleans' own goes by loads that are told each second, and puts all that come in between on the one that had least.</summary>
internal sealed class TakingTurnsDirector : IPlacementDirector
{
    private int _turn;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(silos[(int)(unchecked((uint)Interlocked.Increment(ref _turn)) % (uint)silos.Length)]);
    }
}
