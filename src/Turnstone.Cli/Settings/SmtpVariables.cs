using System.Globalization;
using MimeKit;
using Turnstone.Connectors;
using Turnstone.Server.Lists;
using Turnstone.Server.Mail;

namespace Turnstone.Cli.Settings;

/// <summary>The mail server, named by environment variables: its password has no place on a command line.</summary>
internal static class SmtpVariables
{
    private const string Prefix = "TURNSTONE_SMTP_";
    private const string Host = Prefix + "HOST";
    private const string Port = Prefix + "PORT";
    private const string Tls = Prefix + "TLS";
    private const string Login = Prefix + "LOGIN";
    private const string Password = Prefix + "PASSWORD";
    private const string PasswordFile = Prefix + "PASSWORD_FILE";
    private const string Sender = Prefix + "SENDER";

    // RFC 8314 for the first two; what is sent in the clear goes to the machine's own server.
    private static readonly Dictionary<string, (SmtpSecurity Security, int Port)> Securities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["starttls"] = (SmtpSecurity.StartTls, 587),
        ["tls"] = (SmtpSecurity.Tls, 465),
        ["none"] = (SmtpSecurity.None, 25),
    };

    /// <summary>The settings; null where no mail server is named, or with a fault.</summary>
    public static SmtpSettings? Read(Func<string, string?> environment, Findings findings)
    {
        string? Of(string name) => environment(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        if (Of(Host) is not { } host)
        {
            if (new[] { Port, Tls, Login, Password, PasswordFile, Sender }.FirstOrDefault(name => Of(name) is not null) is { } alone)
            {
                findings.Refuse(alone, $"It is set, but {Host} is not.", $"Name the mail server in {Host}, or leave all of {Prefix}… unset to send no mail.");
            }

            return null;
        }

        var (security, port) = SecurityOf(Of(Tls) ?? "starttls", findings);
        var settings = new SmtpSettings
        {
            Host = host,
            Port = Of(Port) is { } text ? PortOf(text, findings) : port,
            Security = security,
            Login = Of(Login),
            Password = PasswordOf(environment(Password), Of(PasswordFile), findings),
            Sender = SenderOf(Of(Sender), findings),
        };
        if (settings.Login is null != settings.Password is null)
        {
            findings.Refuse(Login, "Login and password go together.", $"Set {Login} and {Password} or {PasswordFile}, or none of them.");
        }

        return findings.AreClean ? settings : null;
    }

    private static (SmtpSecurity Security, int Port) SecurityOf(string text, Findings findings)
    {
        if (!Securities.TryGetValue(text, out var found))
        {
            findings.Refuse(Tls, $"\"{text}\" is not known.", $"Write one of {string.Join(", ", Securities.Keys)}.");
        }

        return found;
    }

    private static int PortOf(string text, Findings findings)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue)
        {
            return port;
        }

        findings.Refuse(Port, $"\"{text}\" is no port.", "Write a number from 1 to 65535.");
        return 0;
    }

    private static Secret? PasswordOf(string? text, string? file, Findings findings) =>
        file is not null ? SecretFile.Read(PasswordFile, file, "password", findings)
        : string.IsNullOrEmpty(text) ? null
        : new Secret(text);

    private static string SenderOf(string? text, Findings findings)
    {
        if (text is not null && MailboxAddress.TryParse(text, out var sender) && sender.Domain.Length > 0)
        {
            return text;
        }

        findings.Refuse(Sender, text is null ? "It is missing." : $"\"{text}\" is no mail address.", "Write the address mails shall come from: Turnstone <turnstone@example.com>.");
        return "";
    }
}
