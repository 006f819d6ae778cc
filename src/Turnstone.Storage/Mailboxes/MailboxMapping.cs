using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Storage.Mailboxes;

internal sealed class MailboxMapping : IEntityTypeConfiguration<Mailbox>
{
    public void Configure(EntityTypeBuilder<Mailbox> builder)
    {
        builder.ToTable("mailbox");
        builder.Property(row => row.SourceAddress).HasMaxLength(320);
        builder.Property(row => row.SourceSearch).HasMaxLength(640);
        builder.Property(row => row.DestinationAddress).HasMaxLength(320);
        builder.Property(row => row.DestinationSearch).HasMaxLength(640);
        builder.Property(row => row.SourceLogin).HasMaxLength(Mailbox.LongestLogin);
        builder.Property(row => row.DestinationLogin).HasMaxLength(Mailbox.LongestLogin);
        builder.RefersTo<Mailbox, Project>(nameof(Mailbox.ProjectId));
        builder.RefersTo<Mailbox, CustomerUser>(nameof(Mailbox.CustomerUserId));
        builder.HasIndex(row => new { row.ProjectId, row.SourceSearch, row.DestinationSearch }).IsUnique();

        // For who else moves the same addresses.
        builder.HasIndex(row => new { row.WorkgroupId, row.SourceSearch });
    }
}
