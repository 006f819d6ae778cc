using System.Text.RegularExpressions;

namespace Turnstone.Ews.Transport;

/// <summary>Pages that sign people in, by what gives them away: Outlook on the web, AD FS, Microsoft 365, single sign-on, gateways, second factors.</summary>
internal static partial class LoginPages
{
    public static bool IsLoginAddress(string address) => Address().IsMatch(address) || IsOthers(address);

    public static bool IsLoginPage(string page) => Page().IsMatch(page) || IsOthers(page) || SecondFactor().IsMatch(page);

    /// <summary>Whose page it is, in words that end a sentence.</summary>
    public static string Describe(string addressOrPage) => addressOrPage switch
    {
        _ when Expired().IsMatch(addressOrPage) => "the page for a password that has expired came instead of EWS. Have the account's password changed, in Outlook on the web or by an administrator.",
        _ when Adfs().IsMatch(addressOrPage) => "a sign-in page of AD FS came instead of EWS: a proxy (Web Application Proxy) signs people in before Exchange. Let /EWS/* pass through it without pre-authentication, or use the address inside.",
        _ when Cloud().IsMatch(addressOrPage) => "Microsoft's sign-in page for the cloud came instead of EWS. Use the on-premises address, or publish /EWS/* without pre-authentication.",
        _ when Gateway().IsMatch(addressOrPage) => "the sign-in page of a gateway before Exchange (F5, Citrix, TMG, Kemp, Cisco, Ivanti, Fortinet or one like them) came instead of EWS. Let /EWS/* pass through it without pre-authentication, or use the address inside.",
        _ when SingleSignOn().IsMatch(addressOrPage) => "the page of a single sign-on service came instead of EWS: something before Exchange sends people there. Let /EWS/* pass without it, or use the address inside.",
        _ when SecondFactor().IsMatch(addressOrPage) => "a page that asks for a second factor came instead of EWS, which no program can answer. Exempt /EWS/* or this account from it.",
        _ => "a sign-in page for people came instead of EWS (Outlook on the web). Check that the address ends in /EWS/Exchange.asmx and that no proxy asks for a sign-in before it.",
    };

    private static bool IsOthers(string addressOrPage) =>
        Gateway().IsMatch(addressOrPage) || Cloud().IsMatch(addressOrPage) || SingleSignOn().IsMatch(addressOrPage);

    [GeneratedRegex("logon|login|/auth|/adfs/|saml", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("/owa/auth|logon\\.aspx|/adfs/|type=[\"']?password", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    [GeneratedRegex("/adfs/|Active Directory Federation", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Adfs();

    [GeneratedRegex("/my\\.policy|/vpn/index\\.html|/logon/LogonPoint|/nf/auth/|/CookieAuth\\.dll|/lm_auth_proxy|/dana-na/|\\+CSCOE\\+|/remote/login", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Gateway();

    [GeneratedRegex("SAMLRequest|\\.okta\\.com|\\.auth0\\.com|/realms/[^/]+/protocol/|\\.cloudflareaccess\\.com|accounts\\.google\\.com", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SingleSignOn();

    [GeneratedRegex("expiredpassword|reason=expired", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Expired();

    [GeneratedRegex("login\\.microsoftonline|login\\.windows\\.net", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cloud();

    [GeneratedRegex("verification code|one-time (code|password)|two-factor|multi-factor|authenticator app|duosecurity", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecondFactor();
}
