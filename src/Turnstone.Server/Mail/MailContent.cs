namespace Turnstone.Server.Mail;

/// <summary>What a mail says, in both forms.</summary>
internal sealed record MailContent(string Subject, string Text, string Html)
{
    /// <summary>Files that come with it; null for none.</summary>
    public IReadOnlyList<MailAttachment>? Attachments { get; init; }
}
