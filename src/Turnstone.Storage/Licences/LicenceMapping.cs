using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Licences;

internal sealed class LicenceMapping : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> builder)
    {
        builder.ToTable("licence");
        builder.Property(row => row.Address).HasMaxLength(320);
        builder.RefersTo<Licence, LicencePack>(nameof(Licence.PackId));
        builder.RefersTo<Licence, CustomerUser>(nameof(Licence.CustomerUserId));

        // One at a time for a person, whoever applies at the same moment.
        builder.HasIndex(row => row.CustomerUserId, "ix_licence_of_user").IsUnique().HasFilter("ended is null");
    }
}
