using System.CommandLine;
using Turnstone.Cli.Settings;
using Turnstone.Server.Licences;
using Turnstone.Server.Lists;
using Turnstone.Server.Orders;

namespace Turnstone.Cli.Commands;

/// <summary>Whether a server meters, and what licences cost on it.</summary>
internal sealed class LicensingOptions
{
    private const string Metered = "metered";
    private const string Off = "off";

    private readonly Option<string?> _licensing;
    private readonly Option<string?> _price;
    private readonly Option<string?> _wire;

    /// <summary>Adds the options by <paramref name="add"/>: name, what to write, description.</summary>
    public LicensingOptions(Func<string, string, string, Option<string?>> add)
    {
        _licensing = add("--licensing", $"{Metered}|{Off}", $"Whether pre-stages and full passes take a licence of the mailbox's user. Default {Off}.");
        _price = add("--licence-price", "amount", "What a licence costs, such as \"15.00 USD\"; needed where licences are metered.");
        _wire = add("--wire-details", "file", "A file that says where wire transfers go, for mails and orders. Default: an Administrator tells.");
    }

    /// <summary>The settings; null where the server does not meter, or with a fault.</summary>
    public LicensingSettings? Read(ParseResult parsed, Func<string, string?> environment, Findings findings)
    {
        var isMetered = parsed.Text(_licensing)?.ToUpperInvariant() switch
        {
            null or "OFF" => false,
            "METERED" => true,
            _ => Refuse(findings, parsed.Text(_licensing)!),
        };
        if (!isMetered)
        {
            foreach (var option in new[] { _price, _wire }.Where(option => parsed.Text(option) is not null))
            {
                findings.Refuse(option.Name, "It says something of licences, and this server does not meter.", $"Add {_licensing.Name} {Metered}, or leave it out.");
            }

            return null;
        }

        if (!Money.TryParse(parsed.Text(_price), out var price))
        {
            findings.Refuse(_price.Name, parsed.Text(_price) is { } text ? $"\"{text}\" is no price." : "It is missing.", "Write what one licence costs, amount and currency, such as \"15.00 USD\".");
        }

        var wire = parsed.Text(_wire) is { } file ? SecretFile.ReadText(_wire.Name, file, "text", findings) : "";
        var stripe = StripeVariables.Read(environment, findings);
        return findings.AreClean ? new LicensingSettings { UnitPrice = price, WireDetails = wire!.Trim(), Stripe = stripe } : null;
    }

    private bool Refuse(Findings findings, string text)
    {
        findings.Refuse(_licensing.Name, $"\"{text}\" is not known.", $"Write {Metered} or {Off}.");
        return false;
    }
}
