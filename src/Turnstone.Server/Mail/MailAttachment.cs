namespace Turnstone.Server.Mail;

/// <summary>A file that comes with a mail, as it was when the mail was written.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="MediaType">What it is, such as <c>text/csv; charset=utf-8</c>.</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record MailAttachment(string Name, string MediaType, byte[] Bytes);
