using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Plane;

/// <summary>How rows of a workgroup refer to each other.</summary>
internal static class OwnedBuilder
{
    /// <summary>
    /// A reference that cannot leave the workgroup, by the property that holds the other's id; it may be missing where that may be null. What is
    /// referred to cannot be deleted while it is.
    /// </summary>
    public static void RefersTo<TRow, TOther>(this EntityTypeBuilder<TRow> row, string id)
        where TRow : Owned
        where TOther : Owned =>
        row.HasOne<TOther>().WithMany().HasForeignKey(nameof(Owned.WorkgroupId), id).OnDelete(DeleteBehavior.Restrict);
}
