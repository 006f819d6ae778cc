using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Agents;

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("membership");
        builder.Property(row => row.Role).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.AgentId, row.WorkgroupId }).IsUnique();
    }
}
