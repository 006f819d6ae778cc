namespace Turnstone.Server.Components.Status;

/// <summary>What was done on a day.</summary>
/// <param name="Name">The day, for people.</param>
/// <param name="Parts">Its parts, the lowest first.</param>
/// <param name="Words">The day and its numbers in words.</param>
public sealed record Bar(string Name, IReadOnlyList<(Tone Tone, double Value)> Parts, string Words)
{
    /// <summary>All parts together.</summary>
    public double Total => Parts.Sum(part => part.Value);
}
