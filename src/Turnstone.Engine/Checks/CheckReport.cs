namespace Turnstone.Engine.Checks;

/// <summary>What a check found, to be kept and handed on.</summary>
public sealed record CheckReport
{
    /// <summary>Which check, as a person calls it: <c>IMAP connectivity test</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What was checked, such as a server's address; no password is in it.</summary>
    public required string Subject { get; init; }

    /// <summary>Of the product.</summary>
    public required string Version { get; init; }

    /// <summary>When the first step began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last step ended.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>In the order they were gone.</summary>
    public required IReadOnlyList<TestStep> Steps { get; init; }

    /// <summary>The worst that a step came to. A check of which nothing was tried proved nothing: skipped.</summary>
    public TestOutcome Verdict =>
        Steps.Where(step => step.Outcome != TestOutcome.Skipped).Select(step => step.Outcome).DefaultIfEmpty(TestOutcome.Skipped).Max();
}
