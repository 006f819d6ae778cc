using System.Runtime.CompilerServices;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors;

/// <summary>Runs the steps of a check one after the other; after one fails that the rest stands on, the rest are skipped.</summary>
/// <param name="explain">Makes a failure of what a step threw; null for what is none of its business, which then passes through.</param>
/// <param name="time">The clock that times the steps.</param>
internal sealed class TestSequence(Func<Exception, Failure?> explain, TimeProvider time)
{
    private readonly List<Step> _steps = [];

    /// <summary>Adds a step that tells what it found.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="action">What it does.</param>
    /// <param name="notTried">Why it is skipped; null when it is not.</param>
    /// <param name="endsHere">Whether the steps after it are skipped where it fails; false where they do not stand on it.</param>
    public void Add(string name, Func<CancellationToken, Task<string>> action, string? notTried = null, bool endsHere = true) =>
        Add(name, async cancellationToken => (Finding)await action(cancellationToken), notTried, endsHere);

    /// <inheritdoc cref="Add(string, Func{CancellationToken, Task{string}}, string?, bool)"/>
    public void Add(string name, Func<CancellationToken, Task<Finding>> action, string? notTried = null, bool endsHere = true) =>
        _steps.Add(new Step(name, action, notTried, endsHere));

    /// <summary>Runs them; as many answers as steps, in their order.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isOver = false;
        foreach (var step in _steps)
        {
            if ((isOver ? "An earlier step failed." : step.NotTried) is { } reason)
            {
                yield return new TestStep(step.Name, TimeSpan.Zero, TestOutcome.Skipped, reason);
                continue;
            }

            var done = await TryAsync(step, cancellationToken);
            isOver = step.EndsHere && done.Outcome == TestOutcome.Failed;
            yield return done;
        }
    }

    private async Task<TestStep> TryAsync(Step step, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var found = await step.Action(cancellationToken);
            return new TestStep(step.Name, time.GetElapsedTime(started), found.Outcome, found.Detail, found.Remedy);
        }
        catch (Exception error) when (explain(error) is not null)
        {
            var failure = explain(error)!;
            return new TestStep(step.Name, time.GetElapsedTime(started), TestOutcome.Failed, failure.Message, failure.Remedy);
        }
    }

    private sealed record Step(string Name, Func<CancellationToken, Task<Finding>> Action, string? NotTried, bool EndsHere);
}
