using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Which regions' projects are run, by what processes say of themselves.</summary>
internal sealed class ServedRegions(ISiloMetadataCache metadata, ISiloStatusOracle silos)
{
    /// <summary>Whether any process that lives runs projects of that region.</summary>
    public bool Contain(string region) => silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Any(silo => Serves(silo, region));

    /// <summary>Whether that process does. One that names no region runs all of them: the one that most people have.</summary>
    public bool Serves(SiloAddress silo, string wanted) =>
        !metadata.GetSiloMetadata(silo).Metadata.TryGetValue(InRegionDirector.Region, out var region) || region.Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
