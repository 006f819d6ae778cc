using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Storage.Checks;

internal sealed class CheckRunMapping : IEntityTypeConfiguration<CheckRun>
{
    public void Configure(EntityTypeBuilder<CheckRun> builder)
    {
        builder.ToTable("check_run");
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Subject).HasMaxLength(2000);
        builder.Property(row => row.Verdict).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Headline).HasMaxLength(500);
        builder.Property(row => row.Version).HasMaxLength(100);
        builder.RefersTo<CheckRun, Endpoint>(nameof(CheckRun.EndpointId));
        builder.RefersTo<CheckRun, Project>(nameof(CheckRun.ProjectId));
        builder.HasIndex(row => new { row.EndpointId, row.Finished });
        builder.HasIndex(row => new { row.ProjectId, row.Kind, row.Finished });
    }
}
