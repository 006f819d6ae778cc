using Turnstone.Client;

namespace Turnstone.Cli.Remote;

/// <summary>Reads a list to its end: servers give it in parts.</summary>
internal static class Pages
{
    /// <summary>The most a server gives at once.</summary>
    public const int Size = 1000;

    /// <param name="list">Asks for the part behind so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(Func<int, CancellationToken, Task<Paged<T>>> list, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        Paged<T> part;
        do
        {
            part = await list(all.Count, cancellationToken);
            all.AddRange(part.Items);
        }
        while (part.Items.Count > 0 && all.Count < part.Total);
        return all;
    }
}
