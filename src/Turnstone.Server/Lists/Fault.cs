namespace Turnstone.Server.Lists;

/// <summary>Something wrong with what an operator wrote.</summary>
/// <param name="Where">The option or field, or the list with row and column.</param>
/// <param name="What">What is wrong with it. Never holds a password.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record Fault(string Where, string What, string Remedy)
{
    /// <summary>The place in a list; null where it is in none.</summary>
    public CsvPlace? Place { get; init; }
}
