using MimeKit;

namespace Turnstone.Testing.Mail;

/// <summary>A mail as it came in at an <see cref="SmtpListener"/>.</summary>
/// <param name="Sender">The address of MAIL FROM.</param>
/// <param name="Recipients">The addresses of RCPT TO.</param>
/// <param name="Message">What DATA carried.</param>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, MimeMessage Message)
{
    /// <summary>The plain-text body.</summary>
    public string Text => Message.TextBody ?? "";

    /// <summary>The HTML body.</summary>
    public string Html => Message.HtmlBody ?? "";

    /// <summary>The code of the first link in the plain-text body.</summary>
    public string Code => System.Text.RegularExpressions.Regex.Match(Text, @"[?&]code=([\w-]+)").Groups[1].Value;
}
