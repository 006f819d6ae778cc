using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Storage.Passes;

internal sealed class MailboxPassMapping : IEntityTypeConfiguration<MailboxPass>
{
    public void Configure(EntityTypeBuilder<MailboxPass> builder)
    {
        builder.ToTable("mailbox_pass");
        builder.Property(row => row.Mailbox).HasMaxLength(320);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Verification).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(30);
        builder.Property(row => row.Phase).HasConversion<string>().HasMaxLength(30);
        builder.Property(row => row.Grade).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Owner).HasMaxLength(200);
        builder.Property(row => row.FailureCode).HasMaxLength(100);
        builder.RefersTo<MailboxPass, Mailbox>(nameof(MailboxPass.MailboxId));
        builder.RefersTo<MailboxPass, Project>(nameof(MailboxPass.ProjectId));
        builder.RefersTo<MailboxPass, Licence>(nameof(MailboxPass.LicenceId));
        builder.HasIndex(row => new { row.ProjectId, row.State });
        builder.HasIndex(row => new { row.State, row.Due });

        // One pass at a time over a mailbox, whoever submits at the same moment.
        builder.HasIndex(row => row.MailboxId, "ix_mailbox_pass_under_way").IsUnique().HasFilter("is_over = false");

        // The latest of a mailbox, without sorting.
        builder.HasIndex(row => new { row.MailboxId, row.Submitted, row.Id });

        // What a workgroup's passes came to, day by day; those that are not over cost nothing.
        builder.HasIndex(row => new { row.WorkgroupId, row.Finished }).HasFilter("finished IS NOT NULL");
    }
}
