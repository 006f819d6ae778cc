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
}
