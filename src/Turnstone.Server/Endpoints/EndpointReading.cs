using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;

namespace Turnstone.Server.Endpoints;

/// <summary>What people write of an endpoint, as the connectors take it. Throws <see cref="FormatException"/> whose text says what to write.</summary>
internal static class EndpointReading
{
    /// <summary>Authorities in PEM; none for an empty text.</summary>
    public static IReadOnlyList<X509Certificate2> Authorities(string pem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new FormatException("It holds a damaged certificate: export the authority again as PEM (Base64).");
        }

        return all.Count > 0 || string.IsNullOrWhiteSpace(pem) ? [.. all] : throw new FormatException("It holds no certificate: give at least one BEGIN CERTIFICATE block.");
    }

    /// <summary>The address of an IMAP server in the one form it is kept in.</summary>
    public static string ImapAddress(string text) => ImapEndpoint.Parse(text).ToString();

    /// <summary>The address of an Exchange server in the one form it is kept in.</summary>
    public static string ExchangeAddress(string text)
    {
        var endpoint = ExchangeEndpoint.Parse(text);
        return endpoint.Domain is { } domain ? $"autodiscover:{domain}" : endpoint.Url.AbsoluteUri;
    }

    /// <summary>How an administrator opens a user's mailbox; null for null.</summary>
    public static ImapAdministratorForm? Form(string? text) =>
        text is null ? null
        : ImapAdministratorForm.TryParse(text, out var form) ? form
        : throw new FormatException($"\"{text}\" is none of its values. {ImapAdministratorForm.Shape}");
}
