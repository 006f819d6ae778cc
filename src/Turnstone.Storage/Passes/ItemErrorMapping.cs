using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Passes;

internal sealed class ItemErrorMapping : IEntityTypeConfiguration<ItemError>
{
    public void Configure(EntityTypeBuilder<ItemError> builder)
    {
        builder.ToTable("item_error");
        builder.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Code).HasMaxLength(100);
        builder.RefersTo<ItemError, MailboxPass>(nameof(ItemError.PassId));
        builder.HasIndex(row => row.PassId);
    }
}
