using System.Net;
using System.Net.Http.Headers;

namespace Turnstone.Ews.Transport;

/// <summary>The WWW-Authenticate lines of an answer.</summary>
internal static class Challenges
{
    public static IReadOnlyList<string> Schemes(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
            ? [.. response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [];

    /// <summary>What comes with a scheme; null where there is nothing, or nothing that is base64.</summary>
    public static byte[]? Token(HttpResponseMessage response, string scheme)
    {
        AuthenticationHeaderValue? challenge = response.Headers.WwwAuthenticate.FirstOrDefault(
            one => one.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(one.Parameter));
        if (challenge?.Parameter is not { } text)
        {
            return null;
        }

        byte[] token = new byte[text.Length];
        return Convert.TryFromBase64String(text, token, out int length) ? token[..length] : null;
    }
}
