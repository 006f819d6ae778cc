using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Turnstone.Server.Mail;

namespace Turnstone.Server.CredentialRequests;

/// <summary>The page on which a mailbox's user enters their credentials, as HTML. All that is not its own words is escaped.</summary>
internal static class CredentialPage
{
    public const string Code = "code";
    public const string SourceLogin = "source-login";
    public const string SourcePassword = "source-password";
    public const string DestinationLogin = "destination-login";
    public const string DestinationPassword = "destination-password";

    private const string Style = """
        :root{color-scheme:light dark;--ground:#f3f5f8;--sheet:#fff;--ink:#1b2430;--soft:#536070;--line:#8a94a3;--hair:#dfe4ea;--accent:#0f5ea8;--on-accent:#fff;--bad:#a4262c;--bad-ground:#fdf0f0;--good:#0e6b2f}
        @media (prefers-color-scheme:dark){:root{--ground:#14181d;--sheet:#1e242b;--ink:#e9edf2;--soft:#a9b4c0;--line:#7d8896;--hair:#343c46;--accent:#7ab8f0;--on-accent:#0b1722;--bad:#ff9ea2;--bad-ground:#3a2326;--good:#7fd69a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",sans-serif}
        main{max-width:38rem;margin:2.5rem auto;padding:2rem 2.25rem;background:var(--sheet);border:1px solid var(--hair);border-radius:8px}
        h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.3;font-weight:600}
        dd,p b{font-weight:600;overflow-wrap:anywhere}
        p{margin:0 0 1rem}
        a{color:var(--accent)}
        dl{margin:0 0 1.5rem;padding:1rem 0;border:solid var(--hair);border-width:1px 0;display:grid;grid-template-columns:max-content 1fr;gap:.375rem 1.25rem}
        dt{color:var(--soft)}
        dd{margin:0}
        fieldset{margin:0 0 1.5rem;padding:0;border:0;min-width:0}
        legend{padding:0;font-weight:600;font-size:1.125rem}
        .hint{margin:.125rem 0 .75rem;color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
        label{display:block;margin:0 0 .25rem}
        input{width:100%;margin:0 0 1rem;padding:.5rem .625rem;font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--line);border-radius:4px}
        input[aria-invalid]{border-color:var(--bad)}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        button{padding:.625rem 1.25rem;font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:1px solid transparent;border-radius:4px;cursor:pointer}
        .trouble{padding:.75rem 1rem;color:var(--bad);background:var(--bad-ground);border:1px solid;border-radius:4px}
        .small{margin:1.5rem 0 0;color:var(--soft);font-size:.875rem}
        .done{color:var(--good)}
        @media (max-width:30rem){main{margin:0;padding:1.25rem 1rem 2rem;border-width:0 0 1px;border-radius:0}dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}button{width:100%}}
        """;

    /// <summary>Nothing but this page's own style may be loaded, and the form goes back to where it came from.</summary>
    public static string ContentPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The form.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="code">The link's code.</param>
    /// <param name="sourceLogin">What was entered before; null for what it probably is.</param>
    /// <param name="destinationLogin">The same for the destination.</param>
    /// <param name="trouble">Why it comes back; null where it does not.</param>
    public static string Form(CredentialAsk ask, string code, string? sourceLogin = null, string? destinationLogin = null, CredentialTrouble? trouble = null)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <h1>Your mailbox is moving</h1>
            {TroubleOf(ask, trouble)}<p><b>{T(ask.AskedBy)}</b> of {T(ask.Workgroup)} moves it for {T(ask.Company)}, and asks you for the user name and password that {(ask is { Source: not null, Destination: not null } ? "each mailbox" : "the mailbox")} is opened with.</p>
            <dl><dt>From</dt><dd>{T(ask.SourceAddress)}</dd><dt>To</dt><dd>{T(ask.DestinationAddress)}</dd><dt>Until</dt><dd>{T(MailText.Of(ask.Expires))} (UTC)</dd></dl>
            <form method="post" action="{CredentialLinks.Page}" autocomplete="off">
            <input type="hidden" name="{Code}" value="{T(code)}">

            """);
        if (ask.Source is { } source)
        {
            html.Append(SideOf("Your present mailbox", ask.SourceAddress, source, sourceLogin, SourceLogin, SourcePassword, trouble?.AtSource == true));
        }

        if (ask.Destination is { } destination)
        {
            html.Append(SideOf("Your new mailbox", ask.DestinationAddress, destination, destinationLogin, DestinationLogin, DestinationPassword, trouble?.AtDestination == true));
        }

        html.Append(CultureInfo.InvariantCulture, $"""
            <button type="submit">{(ask.IsTried ? "Check and send" : "Send")}</button>
            </form>
            <p class="small">What you enter is kept encrypted and used for the move alone; nothing in your present mailbox is changed or deleted. This page works once. Enter a password only where the address above begins with https and is one you know. Not expected, or questions? Write to <a href="mailto:{T(ask.Contact)}">{T(ask.Contact)}</a>.</p>
            """);
        return Page(trouble is null ? "Your mailbox is moving" : "Please check what you entered", html.ToString());
    }

    /// <summary>What is told when all is stored.</summary>
    public static string Thanks(CredentialAsk ask) => Page("Thank you", $"""
        <h1 class="done">Thank you</h1>
        <p>That is all that was needed to move <b>{T(ask.SourceAddress)}</b> to <b>{T(ask.DestinationAddress)}</b>. What you entered is stored encrypted.</p>
        <p>Go on using your mailbox as you always do, and please do not change its password until the move is over. You can close this page: it does not work again.</p>
        <p class="small">Questions? Write to <a href="mailto:{T(ask.Contact)}">{T(ask.Contact)}</a>.</p>
        """);

    /// <summary>What is told of any link that does not work.</summary>
    public static string Gone() => Page("This link does not work", """
        <h1>This link does not work</h1>
        <p>It may have been used already, be too old, or have been replaced by a newer one; or it is not complete. Look for the latest mail about the move of your mailbox, and open its link.</p>
        <p>If that does not help, ask whoever wrote to you for a new link.</p>
        """);

    private static string TroubleOf(CredentialAsk ask, CredentialTrouble? trouble)
    {
        var said = trouble switch
        {
            null => "",
            { AtSource: true, AtDestination: true } => "Neither server accepted what you entered.",
            { AtSource: true } => "The server of your present mailbox did not accept this user name and password.",
            { AtDestination: true } => "The server of your new mailbox did not accept this user name and password.",
            _ => "Please enter a user name and a password.",
        };
        var left = trouble is { AtSource: true } or { AtDestination: true } ? $" You can try {(ask.TriesLeft == 1 ? "once more" : $"{ask.TriesLeft} more times")}." : "";
        return said.Length == 0 ? "" : $"""<p class="trouble" role="alert" id="trouble">{said}{left}</p>""" + "\n";
    }

    private static string SideOf(string title, string address, CredentialSide side, string? entered, string login, string password, bool isAtFault)
    {
        var where = side.Server.Length == 0 ? T(address) : $"{T(address)}, server {T(side.Server)}";
        var fault = isAtFault ? " aria-invalid=\"true\" aria-describedby=\"trouble\"" : "";
        return $"""
            <fieldset>
            <legend>{title}</legend>
            <p class="hint">{where}</p>
            <label for="{login}">User name</label>
            <input id="{login}" name="{login}" value="{T(entered is { Length: > 0 } ? entered : side.Login)}" required maxlength="500" autocapitalize="none" spellcheck="false"{fault}>
            <label for="{password}">Password</label>
            <input id="{password}" name="{password}" type="password" required maxlength="1000" autocomplete="off"{fault}>
            </fieldset>

            """;
    }

    private static string Page(string title, string content) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {content}
        </main>
        </body>
        </html>

        """;

    private static string T(string text) => HtmlEncoder.Default.Encode(text);
}
