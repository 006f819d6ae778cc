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
        builder.Property(row => row.SecretUse).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.AdministratorForm).HasMaxLength(50);
        builder.Property(row => row.TokenEndpoint).HasMaxLength(2000);
        builder.Property(row => row.TokenClient).HasMaxLength(320);
        builder.Property(row => row.TokenScope).HasMaxLength(2000);
        builder.Property(row => row.Access).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Scheme).HasConversion<string>().HasMaxLength(20);
        builder.RefersTo<Endpoint, Customer>(nameof(Endpoint.CustomerId));
        builder.HasIndex(row => new { row.CustomerId, row.NameSearch }).IsUnique();
    }
}
