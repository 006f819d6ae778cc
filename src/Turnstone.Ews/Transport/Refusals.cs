using System.Net;
using System.Text.RegularExpressions;

namespace Turnstone.Ews.Transport;

/// <summary>What a 401 means, by the scheme that was refused.</summary>
internal static partial class Refusals
{
    private const int LongestDiagnostics = 300;
    private const int LongestName = 100;

    /// <summary>The answer as it is, unless it takes back a sign-in that is tried again after a pause.</summary>
    public static HttpResponseMessage Weigh(HttpResponseMessage answer, string? scheme, SignInDoor door)
    {
        if (answer.StatusCode != HttpStatusCode.Unauthorized || door.NextTry is not { } next)
        {
            return answer;
        }

        using (answer)
        {
            throw new SignInException(Describe(answer, scheme), (int)answer.StatusCode, isFinal: false) { NextTry = next };
        }
    }

    public static string Describe(HttpResponseMessage response, string? scheme)
    {
        IReadOnlyList<string> schemes = Challenges.Schemes(response);
        string offered = schemes.Count == 0 ? "nothing" : string.Join(", ", schemes);
        if (scheme is not null && schemes.Count > 0 && !schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            return SchemeChoice.NotOffered(scheme, schemes);
        }

        return scheme switch
        {
            "Bearer" => $"the access token was not accepted{Diagnostics(response)}. Get a new one for this server's audience; tokens last about an hour.",
            "NTLM" => $"the sign-in by NTLM was not accepted. Offered here: {offered}. Check user name (DOMAIN\\name or name@domain) and password; a 401 looks the same for an account that is locked, disabled, expired or has to change its password, and for a proxy that ends TLS before a server that requires Extended Protection.{Between(response)}",
            "Negotiate" => $"the sign-in by Negotiate was not accepted. Offered here: {offered}. Check the account, this machine's clock, and under which account the service name is registered (setspn -Q); a proxy that ends TLS before a server that requires Extended Protection looks the same.{Between(response)}",
            _ => $"the sign-in was not accepted. Offered here: {offered}. Check user name and password; a 401 looks the same for an account that is locked, disabled, expired or has to change its password.",
        };
    }

    /// <summary>Which of several servers behind one name answered; null where it does not say.</summary>
    public static string? FrontEnd(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-FEServer", out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    /// <summary>Who stands before the server, where the answer tells: IIS answers for Exchange itself, and adds no Via.</summary>
    private static string Between(HttpResponseMessage response)
    {
        string server = response.Headers.Server.ToString();
        string who = response.Headers.Via.Count > 0 ? response.Headers.Via.ToString() : server.StartsWith("Microsoft", StringComparison.OrdinalIgnoreCase) ? "" : server;
        return who.Length == 0
            ? ""
            : $" The answer came through {(who.Length > LongestName ? who[..LongestName] : who)}: this sign-in passes only if that keeps each client's connection to itself, and where Extended Protection is required only if it shows Exchange's own certificate.";
    }

    // Exchange says why: 2000001;reason="The token has expired.";error_category="invalid_lifetime" ([D] instrumenting client requests).
    private static string Diagnostics(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("x-ms-diagnostics", out IEnumerable<string>? values) || values.FirstOrDefault() is not { } text)
        {
            return "";
        }

        string reason = Reason().Match(text) is { Success: true } match ? match.Groups[1].Value : text;
        string shown = new([.. reason.Where(c => !char.IsControl(c)).Take(LongestDiagnostics)]);
        return $": {shown.TrimEnd('.', ' ')}";
    }

    [GeneratedRegex("reason=\"([^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reason();
}
