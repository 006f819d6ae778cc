using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Plane;

/// <summary>How rows of a workgroup refer to each other.</summary>
internal static class OwnedBuilder
{
    /// <summary>A reference that cannot leave the workgroup; what is referred to cannot be deleted while it is.</summary>
    public static void RefersTo<TRow, TOther>(this EntityTypeBuilder<TRow> row, Expression<Func<TRow, Guid>> id)
        where TRow : Owned
        where TOther : Owned =>
        row.HasOne<TOther>().WithMany()
            .HasForeignKey(nameof(Owned.WorkgroupId), NameOf(id.Body))
            .OnDelete(DeleteBehavior.Restrict);

    /// <summary>The same for one that may be missing.</summary>
    public static void MayReferTo<TRow, TOther>(this EntityTypeBuilder<TRow> row, Expression<Func<TRow, Guid?>> id)
        where TRow : Owned
        where TOther : Owned =>
        row.HasOne<TOther>().WithMany()
            .HasForeignKey(nameof(Owned.WorkgroupId), NameOf(id.Body))
            .OnDelete(DeleteBehavior.Restrict);

    private static string NameOf(Expression body) => ((MemberExpression)body).Member.Name;
}
