using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Requests;

internal sealed class KeptRequestMapping : IEntityTypeConfiguration<KeptRequest>
{
    public void Configure(EntityTypeBuilder<KeptRequest> builder)
    {
        builder.ToTable("kept_request");
        builder.Property(row => row.Key).HasMaxLength(KeptRequest.LongestKey);

        // Whoever it was taken from saves nothing more, of it or of what it was about to do.
        builder.Property(row => row.Attempt).IsConcurrencyToken();
        builder.HasIndex(row => new { row.WorkgroupId, row.AgentId, row.Key }).IsUnique();
        builder.HasIndex(row => row.Created);
    }
}
