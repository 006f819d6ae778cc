using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>Which IMAP keywords become Exchange categories, and under what name.</summary>
internal static class KeywordPolicy
{
    /// <summary>Thunderbird's five labels have colours, not names; Outlook's own colour categories carry these names.</summary>
    private static readonly Dictionary<string, string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$label1"] = "Red Category",
        ["$label2"] = "Orange Category",
        ["$label3"] = "Green Category",
        ["$label4"] = "Blue Category",
        ["$label5"] = "Purple Category",
    };

    /// <summary>Keywords that programs set for themselves; as categories they only puzzle people (imapsync FAQ.Office365 on <c>$MDNSent</c>).</summary>
    private static readonly HashSet<string> OfPrograms = new(StringComparer.OrdinalIgnoreCase)
    {
        "Junk", "NonJunk", "NotJunk", "JunkRecorded", "Forwarded", "MDNSent", "Old", "Redirected", "Receipt-Handled", "NoMeta", "KMAIL",
    };

    /// <summary>The categories of an item: from its keywords, then its labels, each once.</summary>
    public static IReadOnlyList<string> CategoriesOf(SourceItem item) => item.Labels.Count == 0
        ? Categories(item.Keywords)
        : [.. Categories(item.Keywords).Union(item.Labels, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The categories for an item's keywords, in their order, each once.</summary>
    public static IReadOnlyList<string> Categories(IReadOnlyList<string> keywords)
    {
        if (keywords.Count == 0)
        {
            return [];
        }

        return [.. keywords.Select(CategoryOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string? CategoryOf(string keyword) =>
        Labels.TryGetValue(keyword, out var label) ? label
        : keyword.StartsWith('$') || keyword.StartsWith('\\') || OfPrograms.Contains(keyword) ? null
        : keyword.Trim() is { Length: > 0 and <= 255 } name ? name : null;
}
