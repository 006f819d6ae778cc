using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Planning;

/// <summary>What a pass does with one item that the source has.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Copy it.</summary>
    public static Verdict Take { get; } = new Taken();

    /// <summary>It is there already.</summary>
    public static Verdict Settled { get; } = new AlreadySettled();

    public sealed record Taken : Verdict;

    public sealed record AlreadySettled : Verdict;

    /// <summary>A rule of this pass leaves it behind.</summary>
    public sealed record LeftBehind(FailureCode Code, string Reason) : Verdict;
}
