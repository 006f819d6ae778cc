using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Search;

/// <summary>The order asked for; things without the property come first, as in the store's tables.</summary>
internal sealed class SortOrder
{
    private readonly List<(PropertyPath Path, bool IsDescending)> _fields = [];

    public bool IsEmpty => _fields.Count == 0;

    public static SortOrder Parse(SoapElement? element)
    {
        var order = new SortOrder();
        foreach (var field in element?.Children ?? [])
        {
            order._fields.Add((
                PropertyPath.Parse(field.Children.FirstOrDefault(PropertyPath.IsPath) ?? throw EwsFault.InvalidRequest()),
                field.Attribute("Order") == "Descending"));
        }

        return order;
    }

    public T[] Sort<T>(IEnumerable<T> rows, Func<T, PropertyReader> read)
    {
        var keyed = rows.Select((row, index) => (Row: row, Index: index, Keys: _fields.Select(field => read(row)(field.Path)?[0]).ToArray())).ToArray();
        Array.Sort(keyed, (a, b) => Compare(a.Keys, b.Keys) is var order && order != 0 ? order : a.Index.CompareTo(b.Index));
        return [.. keyed.Select(entry => entry.Row)];
    }

    private int Compare(string?[] a, string?[] b)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            var order = (a[i], b[i]) switch
            {
                (null, null) => 0,
                (null, _) => -1,
                (_, null) => 1,
                ({ } x, { } y) => PropertyComparison.Compare(x, y),
            };
            if (order != 0)
            {
                return _fields[i].IsDescending ? -order : order;
            }
        }

        return 0;
    }
}
