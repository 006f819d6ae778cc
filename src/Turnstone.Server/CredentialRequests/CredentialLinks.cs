using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.CredentialRequests;

/// <summary>Links to the page on which users enter their credentials.</summary>
internal sealed class CredentialLinks(Links links)
{
    /// <summary>What the page is called.</summary>
    public const string Page = "credentials";

    /// <summary>The link with a code.</summary>
    public string To(string code) => links.To(Page, code).AbsoluteUri;

    /// <summary>Refuses where passwords would cross a network for everybody to read.</summary>
    /// <exception cref="Refusal">People reach this server without TLS.</exception>
    public void Require()
    {
        if (links.To(Page, "") is { IsLoopback: false } page && page.Scheme != Uri.UriSchemeHttps)
        {
            throw Refusal.Conflict(
                RefusalCodes.CredentialsNotSecure,
                $"Users would send their passwords unencrypted to {page.GetLeftPart(UriPartial.Authority)}: put the server behind TLS, and name its https address with --public-url.");
        }
    }
}
