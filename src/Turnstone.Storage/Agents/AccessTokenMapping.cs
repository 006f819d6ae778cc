using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Agents;

internal sealed class AccessTokenMapping : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_token");
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Scope).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => row.Hash).IsUnique();
    }
}
