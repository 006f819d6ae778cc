using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Which IMAP keywords become Exchange categories, and under what name. Keywords have no case (RFC 9051 section 2.3.2).</summary>
public sealed class KeywordPolicy
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

    /// <summary>
    /// Keywords that programs set for themselves; as categories they only puzzle people (imapsync FAQ.Office365 on <c>$MDNSent</c>). So do all
    /// that begin with <c>$</c>, the sign of registered keywords (RFC 5788).
    /// </summary>
    private static readonly HashSet<string> OfPrograms = new(StringComparer.OrdinalIgnoreCase)
    {
        "Junk", "NonJunk", "NotJunk", "JunkRecorded", "Forwarded", "MDNSent", "Old", "Redirected", "Receipt-Handled", "NoMeta",
        "KMAILFORWARDED", "KMAILTODO", "KMAILWATCHED", "KMAILIGNORED", "KMAILERROR", "KMAILQUEUED", "KMAILSENT", "KMAILSPAM", "KMAILHAM",
    };

    private readonly Dictionary<string, string> _table;

    /// <param name="table">The operator's word, before everything else: a keyword and its category, an empty one for none.</param>
    public KeywordPolicy(IEnumerable<KeyValuePair<string, string>> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = new(table, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The policy without an operator's table.</summary>
    public static KeywordPolicy Default { get; } = new([]);

    /// <summary>The categories of an item: from its keywords, then its labels, each once, case ignored.</summary>
    public ItemCategories CategoriesOf(SourceItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Keywords.Count + item.Labels.Count == 0)
        {
            return ItemCategories.None;
        }

        var names = new List<string>();
        string? change = null;
        foreach (var wanted in item.Keywords.Select(CategoryOf).Concat(item.Labels).OfType<string>())
        {
            var name = CategoryNames.Legalise(wanted, out var changed);
            change ??= changed;
            if (name.Length > 0 && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
        }

        return new ItemCategories(names, change);
    }

    private string? CategoryOf(string keyword) =>
        _table.TryGetValue(keyword, out var chosen) ? chosen
        : Labels.TryGetValue(keyword, out var label) ? label
        : keyword.StartsWith('$') || keyword.StartsWith('\\') || OfPrograms.Contains(keyword) ? null
        : KeywordText.Decode(keyword);
}
