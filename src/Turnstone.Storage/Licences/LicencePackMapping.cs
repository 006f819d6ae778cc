using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Licences;

internal sealed class LicencePackMapping : IEntityTypeConfiguration<LicencePack>
{
    public void Configure(EntityTypeBuilder<LicencePack> builder)
    {
        builder.ToTable("licence_pack", table => table.HasCheckConstraint("ck_licence_pack_covered", "applied >= 0 and revoked >= 0 and applied + revoked <= purchased + granted"));
        builder.Property(row => row.Label).HasMaxLength(200);
        builder.RefersTo<LicencePack, LicenceOrder>(nameof(LicencePack.OrderId));

        // An order is released once, whoever accepts its payment at the same moment.
        builder.HasIndex(row => row.OrderId).IsUnique();
        builder.HasIndex(row => new { row.WorkgroupId, row.Expires });
    }
}
