using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Customers;

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customer");
        builder.Property(row => row.CompanyName).HasMaxLength(200);
        builder.Property(row => row.CompanyNameSearch).HasMaxLength(400);
        builder.Property(row => row.PrimaryDomain).HasMaxLength(255);
        builder.HasIndex(row => new { row.WorkgroupId, row.PrimaryDomain }).IsUnique();
    }
}
