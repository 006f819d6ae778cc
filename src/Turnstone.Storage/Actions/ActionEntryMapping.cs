using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Actions;

internal sealed class ActionEntryMapping : IEntityTypeConfiguration<ActionEntry>
{
    public void Configure(EntityTypeBuilder<ActionEntry> builder)
    {
        builder.ToTable("action_entry");
        builder.Property(row => row.Kind).HasMaxLength(50);
        builder.Property(row => row.Subject).HasMaxLength(700);
        builder.Property(row => row.Action).HasMaxLength(50);
        builder.HasIndex(row => new { row.WorkgroupId, row.At });
        builder.HasIndex(row => row.SubjectId);
    }
}
