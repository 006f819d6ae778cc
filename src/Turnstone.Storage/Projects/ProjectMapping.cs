using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Projects;

internal sealed class ProjectMapping : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("project");
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.NameSearch).HasMaxLength(400);
        builder.Property(row => row.Region).HasMaxLength(50);
        builder.Property(row => row.FolderFilter).HasMaxLength(4000);
        builder.Property(row => row.SuccessAddresses).HasMaxLength(4000);
        builder.Property(row => row.FailureAddresses).HasMaxLength(4000);
        builder.RefersTo<Project, Customer>(nameof(Project.CustomerId));
        builder.RefersTo<Project, Endpoint>(nameof(Project.SourceId));
        builder.RefersTo<Project, Endpoint>(nameof(Project.DestinationId));
        builder.HasIndex(row => new { row.WorkgroupId, row.NameSearch }).IsUnique();
    }
}
