namespace Turnstone.Engine.Transfer;

/// <summary>How long and how often a pass tries again.</summary>
public sealed record PatiencePolicy
{
    /// <summary>First wait after a passing fault; doubles from there. Default 500 ms.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait of our own; a server's hint may be longer. Default 60 s.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may be unreachable when a pass begins, before the mailbox fails. Default 5 s: a wrong host should be told at once.</summary>
    public TimeSpan AtStart { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a server may be unreachable in the middle of a pass, counted from the first failure since anything worked. Default 15 min.</summary>
    public TimeSpan UnderWay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often one item may fail for a reason that could pass, before it is recorded as failed. Default 3.</summary>
    public int AttemptsPerItem { get; init; } = 3;

    /// <summary>How long deliveries in flight may go on when the pass is told to stop. Default 3 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(3);
}
