namespace Turnstone.Server.Dispatch;

/// <summary>How long things take that two processes must agree on.</summary>
internal static class LeaseTerms
{
    /// <summary>How often a process shows that it lives.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>After which silence others take a pass over.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    /// <summary>After which silence of its own a process sends nothing more: by then nobody has taken over yet.</summary>
    public static readonly TimeSpan Trust = Stale / 2;

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    /// <summary>For how long nobody takes a pass on whose journal was not to be had, by how often in a row: a second, doubled each time.</summary>
    public static TimeSpan Rest(int returns) => TimeSpan.FromTicks(Math.Min(Beat.Ticks << Math.Min(returns - 1, 10), LongestRest.Ticks));
}
