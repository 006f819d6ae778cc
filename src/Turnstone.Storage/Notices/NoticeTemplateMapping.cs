using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Storage.Notices;

internal sealed class NoticeTemplateMapping : IEntityTypeConfiguration<NoticeTemplate>
{
    public void Configure(EntityTypeBuilder<NoticeTemplate> builder)
    {
        builder.ToTable("notice_template");
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(30);
        builder.Property(row => row.Subject).HasMaxLength(NoticeTemplate.LongestSubject);
        builder.RefersTo<NoticeTemplate, Project>(nameof(NoticeTemplate.ProjectId));
        builder.HasIndex(row => new { row.ProjectId, row.Kind }).IsUnique();
    }
}
