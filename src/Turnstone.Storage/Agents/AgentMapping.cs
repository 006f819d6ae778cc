using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Agents;

/// <summary>Identity's tables: accounts, what is known of them, where else they sign in, and their second step.</summary>
internal sealed class AgentMapping :
    IEntityTypeConfiguration<Agent>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("agent");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.DisplayName).HasMaxLength(200);
        builder.Property(row => row.UserName).HasMaxLength(320);
        builder.Property(row => row.NormalizedUserName).HasMaxLength(320);
        builder.Property(row => row.Email).HasMaxLength(320);
        builder.Property(row => row.NormalizedEmail).HasMaxLength(320);
        builder.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(row => row.NormalizedUserName).IsUnique();
        builder.HasIndex(row => row.NormalizedEmail).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("agent_claim");
        builder.HasKey(row => row.Id);
        OfAgent(builder, nameof(IdentityUserClaim<>.UserId));
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("agent_login");
        builder.HasKey(row => new { row.LoginProvider, row.ProviderKey });
        OfAgent(builder, nameof(IdentityUserLogin<>.UserId));
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("agent_secret");
        builder.HasKey(row => new { row.UserId, row.LoginProvider, row.Name });
        OfAgent(builder, nameof(IdentityUserToken<>.UserId));
    }

    private static void OfAgent<TRow>(EntityTypeBuilder<TRow> builder, string id)
        where TRow : class =>
        builder.HasOne<Agent>().WithMany().HasForeignKey(id).IsRequired().OnDelete(DeleteBehavior.Cascade);
}
