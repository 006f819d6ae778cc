using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace Turnstone.Storage.Plane;

/// <summary>
/// No index of its own for a reference within a workgroup where one begins with the id referred to: ids are nobody else's, so the workgroup before
/// them finds nothing sooner, and each index is written with every row.
/// </summary>
internal sealed class OwnedIndexes(ProviderConventionSetBuilderDependencies dependencies) : ForeignKeyIndexConvention(dependencies)
{
    protected override bool AreIndexedBy(
        IReadOnlyList<IConventionProperty> properties, bool unique, IReadOnlyList<IConventionProperty> coveringIndexProperties, bool coveringIndexUnique) =>
        base.AreIndexedBy(properties, unique, coveringIndexProperties, coveringIndexUnique)
        || (properties is [{ Name: nameof(Owned.WorkgroupId) }, var id] && !unique && coveringIndexProperties.Count > 1 && coveringIndexProperties[0] == id);
}
