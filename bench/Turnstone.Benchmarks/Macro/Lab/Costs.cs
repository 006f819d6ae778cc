namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>Processor time, by whose it was.</summary>
/// <param name="Own">What moved the mail.</param>
/// <param name="Source">Dovecot, all its processes.</param>
/// <param name="Destination">The stand-in.</param>
/// <param name="Ways">The delay lines before both.</param>
internal sealed record Costs(TimeSpan Own, TimeSpan Source, TimeSpan Destination, TimeSpan Ways)
{
    public static Costs operator -(Costs later, Costs earlier) =>
        new(later.Own - earlier.Own, later.Source - earlier.Source, later.Destination - earlier.Destination, later.Ways - earlier.Ways);
}
