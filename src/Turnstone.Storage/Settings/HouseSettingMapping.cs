using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Settings;

internal sealed class HouseSettingMapping : IEntityTypeConfiguration<HouseSetting>
{
    public void Configure(EntityTypeBuilder<HouseSetting> builder)
    {
        builder.ToTable("house_setting");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(100);

        // Of two that remove or change one at the same time, one succeeds.
        builder.Property(row => row.Value).IsConcurrencyToken();
    }
}
