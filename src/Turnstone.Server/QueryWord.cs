namespace Turnstone.Server;

/// <summary>A word of an enumeration in a query, written as the contract writes it: the framework itself tells cases apart and takes numbers.</summary>
internal readonly record struct QueryWord<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, out QueryWord<T> word)
    {
        var name = Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        word = name is null ? default : new QueryWord<T>(Enum.Parse<T>(name));
        return name is not null;
    }
}
