using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Customers;

internal sealed class CustomerUserMapping : IEntityTypeConfiguration<CustomerUser>
{
    public void Configure(EntityTypeBuilder<CustomerUser> builder)
    {
        builder.ToTable("customer_user");
        builder.Property(row => row.Address).HasMaxLength(320);
        builder.Property(row => row.AddressSearch).HasMaxLength(640);
        builder.Property(row => row.FirstName).HasMaxLength(200);
        builder.Property(row => row.FirstNameSearch).HasMaxLength(400);
        builder.Property(row => row.LastName).HasMaxLength(200);
        builder.Property(row => row.LastNameSearch).HasMaxLength(400);
        builder.Property(row => row.DisplayName).HasMaxLength(400);
        builder.Property(row => row.DisplayNameSearch).HasMaxLength(800);
        builder.Property(row => row.PrincipalName).HasMaxLength(320);
        builder.RefersTo<CustomerUser, Customer>(nameof(CustomerUser.CustomerId));
        builder.HasIndex(row => new { row.CustomerId, row.AddressSearch, row.FirstNameSearch, row.LastNameSearch }).IsUnique();
    }
}
