namespace Turnstone.Server;

/// <summary>A word of an enumeration in a query, written as the contract writes it: the framework itself tells cases apart and takes numbers.</summary>
/// <param name="Value">What it stands for.</param>
public readonly record struct QueryWord<T>(T Value)
    where T : struct, Enum
{
    /// <summary>Reads the word, whatever its case; the framework calls it.</summary>
#pragma warning disable CA1000 // The framework looks for it here.
    public static bool TryParse(string? text, out QueryWord<T> word)
    {
        var name = Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        word = name is null ? default : new QueryWord<T>(Enum.Parse<T>(name));
        return name is not null;
    }
#pragma warning restore CA1000
}
