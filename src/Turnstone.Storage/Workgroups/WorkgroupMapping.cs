using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Workgroups;

internal sealed class WorkgroupMapping : IEntityTypeConfiguration<Workgroup>
{
    public void Configure(EntityTypeBuilder<Workgroup> builder)
    {
        builder.ToTable("workgroup");
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.AgentsVersion).IsConcurrencyToken();
    }
}
