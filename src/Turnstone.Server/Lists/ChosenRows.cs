using Turnstone.Client;
using Turnstone.Server.Components.Data;

namespace Turnstone.Server.Lists;

/// <summary>Which rows of a table were chosen, one by one, those among them that the page has not read.</summary>
internal static class ChosenRows
{
    /// <summary>As many as a service gives at once.</summary>
    private const int Page = 1000;

    /// <summary>Their ids.</summary>
    /// <param name="selection">What was chosen.</param>
    /// <param name="list">Reads so many rows from a place on.</param>
    /// <param name="key">A row's id.</param>
    public static async Task<IReadOnlyList<Guid>> IdsAsync<T>(Selection selection, Func<int, int, Task<Paged<T>>> list, Func<T, Guid> key)
    {
        if (!selection.IsAll)
        {
            return [.. selection.Exceptions];
        }

        List<Guid> ids = [];
        for (var (skip, total) = (0, 1); skip < total; skip += Page)
        {
            var page = await list(skip, Page);
            total = page.Total;
            ids.AddRange(page.Items.Select(key).Where(selection.Has));
        }

        return ids;
    }
}
