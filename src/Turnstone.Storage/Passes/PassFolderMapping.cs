using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Passes;

internal sealed class PassFolderMapping : IEntityTypeConfiguration<PassFolder>
{
    public void Configure(EntityTypeBuilder<PassFolder> builder)
    {
        builder.ToTable("pass_folder");
        builder.Property(row => row.FailureCode).HasMaxLength(100);
        builder.RefersTo<PassFolder, MailboxPass>(nameof(PassFolder.PassId));
        builder.HasIndex(row => new { row.PassId, row.Position });
    }
}
