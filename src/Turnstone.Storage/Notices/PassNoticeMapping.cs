using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Storage.Notices;

internal sealed class PassNoticeMapping : IEntityTypeConfiguration<PassNotice>
{
    public void Configure(EntityTypeBuilder<PassNotice> builder)
    {
        builder.ToTable("pass_notice");
        builder.RefersTo<PassNotice, MailboxPass>(nameof(PassNotice.PassId));
        builder.RefersTo<PassNotice, Project>(nameof(PassNotice.ProjectId));
        builder.HasIndex(row => new { row.ProjectId, row.IsSuccess, row.Written });
        builder.HasIndex(row => row.Written);
    }
}
