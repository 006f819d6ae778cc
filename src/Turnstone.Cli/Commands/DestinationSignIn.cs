using System.CommandLine;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;

namespace Turnstone.Cli.Commands;

/// <summary>The way to sign in at the destination, and the token that one of them needs.</summary>
internal static class DestinationSignIn
{
    private static readonly Dictionary<string, ExchangeSignIn> Words =
        Enum.GetValues<ExchangeSignIn>().ToDictionary(way => way.ToString().ToLowerInvariant());

    public static (ExchangeSignIn Way, Secret? Token) Read(ParseResult parsed, Option<string?> way, Option<string?> tokenFile, Findings findings)
    {
        var chosen = parsed.Word(way, Words, ExchangeSignIn.Auto, findings);
        if (parsed.Text(tokenFile) is not { } file)
        {
            if (chosen == ExchangeSignIn.Bearer)
            {
                findings.Refuse(way.Name, "There is no access token.", $"Name the file that holds it with {tokenFile.Name}.");
            }

            return (chosen, null);
        }

        if (chosen != ExchangeSignIn.Bearer)
        {
            findings.Refuse(tokenFile.Name, "A token is used by bearer sign-in only.", $"Write {way.Name} bearer as well, or leave the token out.");
        }

        return (chosen, SecretFile.Read(tokenFile.Name, file, "token", findings));
    }
}
