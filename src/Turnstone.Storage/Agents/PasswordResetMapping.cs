using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Agents;

internal sealed class PasswordResetMapping : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> builder)
    {
        builder.ToTable("password_reset");
        builder.HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}
