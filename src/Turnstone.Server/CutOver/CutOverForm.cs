using Microsoft.AspNetCore.WebUtilities;
using Turnstone.Client.CutOver;

namespace Turnstone.Server.CutOver;

/// <summary>What somebody enters on the page: lines of text. It travels in the page's address, so that a link leads to the same question.</summary>
internal sealed class CutOverForm
{
    private static readonly char[] Between = [' ', ',', ';', '\r', '\n', '\t'];

    public string? Domain { get; set; }

    public string? Mx { get; set; }

    public string? Spf { get; set; }

    public string? Autodiscover { get; set; }

    public string? By { get; set; }

    public string? Resolvers { get; set; }

    public string? NameServers { get; set; }

    /// <summary>As the contract has it.</summary>
    public CutOverDraft ToDraft() => new()
    {
        Domain = Given(Domain), Mx = Parts(Mx), Spf = Parts(Spf), Autodiscover = Given(Autodiscover), AutodiscoverBy = Enum.TryParse<AutodiscoverWay>(By, out var way) && Enum.IsDefined(way) ? way : AutodiscoverWay.Any,
        Resolvers = Parts(Resolvers), NameServers = Parts(NameServers),
    };

    /// <summary>As an address has it.</summary>
    public string ToAddress(string path)
    {
        var draft = ToDraft();
        var values = new Dictionary<string, string?>
        {
            ["domain"] = draft.Domain, ["mx"] = Line(draft.Mx), ["spf"] = Line(draft.Spf), ["autodiscover"] = draft.Autodiscover,
            ["by"] = draft.AutodiscoverBy == AutodiscoverWay.Any ? null : draft.AutodiscoverBy.ToString(),
            ["resolvers"] = Line(draft.Resolvers), ["nameServers"] = Line(draft.NameServers),
        };
        return QueryHelpers.AddQueryString(path, values.Where(value => value.Value is not null));
    }

    /// <summary>Seconds as people write them in a table.</summary>
    public static string Life(int seconds) => Connectors.CutOver.CutOverWords.Life(TimeSpan.FromSeconds(seconds));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Parts(string? text) => text?.Split(Between, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? Line(IReadOnlyList<string> parts) => parts.Count == 0 ? null : string.Join(' ', parts);
}
