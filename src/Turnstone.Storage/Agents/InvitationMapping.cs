using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Agents;

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitation");
        builder.Property(row => row.Address).HasMaxLength(320);
        builder.Property(row => row.AddressSearch).HasMaxLength(640);
        builder.Property(row => row.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Hash).HasMaxLength(64);

        // Of two who accept or withdraw it at the same time, one succeeds.
        builder.Property(row => row.Accepted).IsConcurrencyToken();
        builder.Property(row => row.Withdrawn).IsConcurrencyToken();
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.InvitedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => row.Hash).IsUnique();
        builder.HasIndex(row => new { row.WorkgroupId, row.AddressSearch });
    }
}
