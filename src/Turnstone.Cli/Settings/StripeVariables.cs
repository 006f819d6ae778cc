using Turnstone.Connectors;
using Turnstone.Server.Lists;
using Turnstone.Server.Orders;

namespace Turnstone.Cli.Settings;

/// <summary>The payment provider, named by environment variables: its key has no place on a command line.</summary>
internal static class StripeVariables
{
    private const string Key = "TURNSTONE_STRIPE_KEY";
    private const string KeyFile = Key + "_FILE";
    private const string PublicKey = "TURNSTONE_STRIPE_PUBLIC_KEY";
    private const string Url = "TURNSTONE_STRIPE_URL";

    /// <summary>The settings; null where no key is named, or with a fault.</summary>
    public static StripeSettings? Read(Func<string, string?> environment, Findings findings)
    {
        string? Of(string name) => environment(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        var key = Of(KeyFile) is { } file ? SecretFile.Read(KeyFile, file, "key", findings) : Of(Key) is { } text ? new Secret(text) : null;
        var url = Of(Url) is { } address ? UrlOf(address, findings) : null;
        return key is null ? null : new StripeSettings { Key = key, PublicKey = Of(PublicKey) ?? "", Url = url };
    }

    private static Uri? UrlOf(string text, Findings findings)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && (url.Scheme == "https" || url.IsLoopback))
        {
            return url;
        }

        findings.Refuse(Url, $"\"{text}\" is no address for payments.", "Write https://…, or http:// for this machine itself; leave it unset for Stripe.");
        return null;
    }
}
