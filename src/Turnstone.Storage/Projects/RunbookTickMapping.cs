using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Projects;

internal sealed class RunbookTickMapping : IEntityTypeConfiguration<RunbookTick>
{
    public void Configure(EntityTypeBuilder<RunbookTick> builder)
    {
        builder.ToTable("runbook_tick");
        builder.Property(row => row.Step).HasMaxLength(40);
        builder.Property(row => row.Note).HasMaxLength(RunbookTick.LongestNote);
        builder.RefersTo<RunbookTick, Project>(nameof(RunbookTick.ProjectId));
        builder.HasIndex(row => new { row.ProjectId, row.Step }).IsUnique();
    }
}
