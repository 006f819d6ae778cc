using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer.Recipients;

/// <summary>Finds what an address becomes. An address of its own goes before its domain, and what was mapped once is not mapped again.</summary>
internal sealed class RecipientMap(IReadOnlyList<RecipientMapping> mappings)
{
    private readonly Dictionary<string, RecipientMapping> _byFrom = mappings.ToDictionary(mapping => mapping.From);

    public bool IsEmpty => _byFrom.Count == 0;

    /// <summary>The mapping for an address; null where there is none.</summary>
    public RecipientMapping? Find(string local, string domain)
    {
        var folded = "@" + RecipientMapping.FoldDomain(domain);
        return _byFrom.GetValueOrDefault(local.ToLowerInvariant() + folded) ?? _byFrom.GetValueOrDefault(folded);
    }
}
