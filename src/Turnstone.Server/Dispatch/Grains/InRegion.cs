using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Puts a grain where its address says: among the processes of that region, or anywhere where it names none.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class InRegionAttribute() : PlacementFilterAttribute(new InRegionStrategy());

/// <summary>The strategy behind the attribute.</summary>
internal sealed class InRegionStrategy(int order) : PlacementFilterStrategy(order)
{
    public InRegionStrategy()
        : this(0)
    {
    }
}

/// <summary>
/// Chooses by what processes say of themselves. Orleans' own filters go by the region of whoever calls, which here is where somebody's browser
/// is served, not where the destination is.
/// </summary>
internal sealed class InRegionDirector(ServedRegions regions) : IPlacementFilterDirector
{
    /// <summary>The name under which a process says its region.</summary>
    public const string Region = "region";

    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var wanted = GrainAddress.RegionOf(target.GrainIdentity.Key.ToString()!);
        return silos.Where(silo => regions.Serves(silo, wanted));
    }
}
