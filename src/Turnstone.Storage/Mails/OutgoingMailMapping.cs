using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Turnstone.Storage.Mails;

internal sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("outgoing_mail");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasMaxLength(50);
        builder.Property(row => row.Recipient).HasMaxLength(320);
        builder.Property(row => row.LastError).HasMaxLength(500);
        builder.HasIndex(row => new { row.Sent, row.GivenUp, row.Due });
    }
}
