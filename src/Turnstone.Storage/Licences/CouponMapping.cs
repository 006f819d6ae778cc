using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Workgroups;

namespace Turnstone.Storage.Licences;

internal sealed class CouponMapping : IEntityTypeConfiguration<Coupon>
{
    public void Configure(EntityTypeBuilder<Coupon> builder)
    {
        builder.ToTable("coupon");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Label).HasMaxLength(100);
        builder.HasOne<Workgroup>().WithMany().HasForeignKey(row => row.MadeIn).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => row.Hash).IsUnique();
        builder.HasIndex(row => new { row.MadeIn, row.Created });
    }
}
