namespace Turnstone.Server.Mail;

/// <summary>What a mail says, in both forms.</summary>
internal sealed record MailContent(string Subject, string Text, string Html);
