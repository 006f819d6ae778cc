using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Server.Requests;

/// <summary>Tells requests apart.</summary>
internal static class Fingerprints
{
    /// <summary>SHA-256 of method, path, query, kind of body and body, in hexadecimal digits.</summary>
    public static string Of(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n{request.ContentType}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
