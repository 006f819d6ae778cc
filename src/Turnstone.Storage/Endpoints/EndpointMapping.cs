using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Endpoints;

internal sealed class EndpointMapping : IEntityTypeConfiguration<Endpoint>
{
    public void Configure(EntityTypeBuilder<Endpoint> builder)
    {
        builder.ToTable("endpoint");
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.NameSearch).HasMaxLength(400);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Address).HasMaxLength(2000);
        builder.Property(row => row.Login).HasMaxLength(320);
        builder.RefersTo<Endpoint, Customer>(nameof(Endpoint.CustomerId));
        builder.HasIndex(row => new { row.CustomerId, row.NameSearch }).IsUnique();
    }
}
