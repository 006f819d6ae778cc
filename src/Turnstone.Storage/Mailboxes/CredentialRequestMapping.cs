using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Mailboxes;

internal sealed class CredentialRequestMapping : IEntityTypeConfiguration<CredentialRequest>
{
    public void Configure(EntityTypeBuilder<CredentialRequest> builder)
    {
        builder.ToTable("credential_request");
        builder.Property(row => row.Recipients).HasMaxLength(700);
        builder.Property(row => row.Hash).HasMaxLength(64);

        // Of two who give, withdraw or replace it at the same time, one succeeds.
        builder.Property(row => row.Hash).IsConcurrencyToken();
        builder.Property(row => row.Given).IsConcurrencyToken();
        builder.Property(row => row.Withdrawn).IsConcurrencyToken();
        builder.RefersTo<CredentialRequest, Mailbox>(nameof(CredentialRequest.MailboxId));
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AskedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => row.Hash).IsUnique();
        builder.HasIndex(row => new { row.MailboxId, row.Asked });

        // Those that may want a reminder.
        builder.HasIndex(row => row.Expires);
    }
}
