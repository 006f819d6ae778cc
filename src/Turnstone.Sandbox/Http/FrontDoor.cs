using System.Globalization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Turnstone.Sandbox.SignIn;

namespace Turnstone.Sandbox.Http;

/// <summary>IIS's sign-in: lets an account in or answers 401 with what is offered.</summary>
internal sealed class FrontDoor(ExchangeServerOptions options, AccountDirectory accounts)
{
    private static readonly object Conversation = new();

    /// <summary>Null when the answer, a 401, is already made.</summary>
    public Account? Admit(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var account = header.Split(' ', 2) switch
        {
            [var scheme, _] when Is(scheme, "Basic", SignInSchemes.Basic) => ByPassword(header),
            [var scheme, var token] when Is(scheme, "Bearer", SignInSchemes.Bearer) => ByToken(http, token),
            [var scheme, var token] when Is(scheme, "NTLM", SignInSchemes.Ntlm) => ByConversation(http, "NTLM", token),
            [var scheme, var token] when Is(scheme, "Negotiate", SignInSchemes.Negotiate) => ByConversation(http, "Negotiate", token),
            [""] => Talk(http, make: false)?.Owner,
            _ => null,
        };
        if (account is null)
        {
            Challenge(http);
        }

        return account;
    }

    private bool Is(string text, string scheme, SignInSchemes flag) =>
        options.SignIn.HasFlag(flag) && text.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    private Account? ByPassword(string header) =>
        BasicCredentials.TryParse(header, out var credentials)
        && accounts.Verify(credentials.UserName, credentials.Password) is SignInResult.SignedIn signedIn
            ? signedIn.Account
            : null;

    private Account? ByToken(HttpContext http, string token)
    {
        if (options.BearerTokens.FirstOrDefault(known => known.Token == token) is { } known)
        {
            return accounts.Find(known.Account);
        }

        // The form is documented for Exchange Online ([D] instrumenting client requests); that 2019 and SE use it too is an assumption.
        http.Response.Headers["x-ms-diagnostics"] = "2000003;reason=\"The signature of the token is invalid.\";error_category=\"invalid_signature\"";
        return null;
    }

    private Account? ByConversation(HttpContext http, string scheme, string text)
    {
        var token = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, token, out var length))
        {
            return null;
        }

        var talk = Talk(http, make: true)!;
        var (account, answer) = talk.Hear(scheme, token[..length]);
        if (answer is { Length: > 0 })
        {
            http.Response.Headers.WWWAuthenticate = $"{scheme} {Convert.ToBase64String(answer)}";
        }

        if (talk.Owner is not null)
        {
            http.Response.Headers["Persistent-Auth"] = "true";
        }

        return account;
    }

    private WindowsConversation? Talk(HttpContext http, bool make)
    {
        var items = http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        if (items.TryGetValue(Conversation, out var known) || !make)
        {
            return known as WindowsConversation;
        }

        var talk = new WindowsConversation(accounts);
        items[Conversation] = talk;
        http.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed.Register(talk.Dispose);
        return talk;
    }

    // Only what works is offered: a client that is shown NTLM tries NTLM. A real server shows Negotiate and NTLM before Basic ([R]);
    // in the middle of a conversation its next token stands alone.
    private void Challenge(HttpContext http)
    {
        http.Response.StatusCode = 401;
        http.Response.ContentLength = 0;
        if (http.Response.Headers.WWWAuthenticate.Count > 0)
        {
            return;
        }

        List<string> offers = [];
        Offer(SignInSchemes.Negotiate, "Negotiate");
        Offer(SignInSchemes.Ntlm, "NTLM");
        Offer(SignInSchemes.Bearer, "Bearer");
        Offer(SignInSchemes.Basic, string.Create(CultureInfo.InvariantCulture, $"Basic realm=\"{http.Request.Host.Host}\""));
        http.Response.Headers.WWWAuthenticate = offers.ToArray();

        void Offer(SignInSchemes scheme, string line)
        {
            if (options.SignIn.HasFlag(scheme))
            {
                offers.Add(line);
            }
        }
    }
}
