namespace Turnstone.Sandbox.SignIn;

/// <summary>The domain's account lock-out policy.</summary>
public sealed record LockoutPolicy
{
    /// <summary>Bad tries in a row that lock the account. Default 5; 0 never locks, which is what a fresh domain has.</summary>
    public int Threshold { get; init; } = 5;

    /// <summary>How long the lock holds. Default 10 minutes.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how long without a bad try the count starts anew. Default 10 minutes.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromMinutes(10);
}
