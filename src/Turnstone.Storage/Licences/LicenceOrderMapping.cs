using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Licences;

internal sealed class LicenceOrderMapping : IEntityTypeConfiguration<LicenceOrder>
{
    public void Configure(EntityTypeBuilder<LicenceOrder> builder)
    {
        builder.ToTable("licence_order");
        builder.Property(row => row.Reference).HasMaxLength(40);
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.BillingName).HasMaxLength(200);
        builder.Property(row => row.BillingStreet).HasMaxLength(200);
        builder.Property(row => row.BillingPostalCode).HasMaxLength(40);
        builder.Property(row => row.BillingCity).HasMaxLength(200);
        builder.Property(row => row.BillingCountry).HasMaxLength(100);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
        builder.Property(row => row.Method).HasConversion<string>().HasMaxLength(10);
        builder.Property(row => row.Problem).HasMaxLength(1000);
        builder.Property(row => row.Card).HasMaxLength(100);
        builder.Property(row => row.PaymentId).HasMaxLength(100);
        builder.HasIndex(row => row.Reference).IsUnique();
        builder.HasIndex(row => row.State);
    }
}
