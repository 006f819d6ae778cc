using System.Security.Cryptography;
using System.Text.Json;

namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>A Google service account as its JSON key file describes it.</summary>
public sealed class ServiceAccountKey
{
    private readonly Secret _privateKey;

    private ServiceAccountKey(string email, string keyId, string clientId, Uri endpoint, Secret privateKey) =>
        (Email, KeyId, ClientId, Endpoint, _privateKey) = (email, keyId, clientId, endpoint, privateKey);

    /// <summary>The account's name, <c>…@….iam.gserviceaccount.com</c>.</summary>
    public string Email { get; }

    /// <summary>Which of its keys this is; empty where the file does not say.</summary>
    public string KeyId { get; }

    /// <summary>The number by which the Admin console knows it; empty where the file does not say.</summary>
    public string ClientId { get; }

    /// <summary>Where its tokens come from.</summary>
    public Uri Endpoint { get; }

    /// <summary>Reads the key file's text.</summary>
    /// <exception cref="FormatException">It is no service account's key; the text says what is missing, and nothing of the key.</exception>
    public static ServiceAccountKey Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var key = new ServiceAccountKey(
                Read(root, "client_email"),
                Find(root, "private_key_id") ?? "",
                Find(root, "client_id") ?? "",
                Uri.TryCreate(Read(root, "token_uri"), UriKind.Absolute, out var endpoint) ? endpoint : throw new FormatException("Its token_uri is not a URL."),
                new Secret(Read(root, "private_key")));
            key.Sign([]);
            return key;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("It is not a JSON object.");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new FormatException("Its private_key is not an RSA key in PEM.");
        }
    }

    /// <summary>RS256 (RFC 7518 section 3.3).</summary>
    internal byte[] Sign(byte[] data)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(_privateKey.Reveal());
        return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string Read(JsonElement root, string name) =>
        Find(root, name) is { Length: > 0 } value ? value : throw new FormatException($"It has no \"{name}\".");

    private static string? Find(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
