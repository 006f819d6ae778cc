using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors;

/// <summary>Runs the steps of a connectivity test one after the other; after one fails, the rest are skipped.</summary>
/// <param name="explain">Makes a failure of what a step threw; null for what is none of its business, which then passes through.</param>
/// <param name="time">The clock that times the steps.</param>
internal sealed class TestSequence(Func<Exception, Failure?> explain, TimeProvider time)
{
    private readonly List<(string Name, Func<CancellationToken, Task<string>> Action, string? NotTried)> _steps = [];

    /// <summary>Adds a step that tells what it found.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="action">What it does.</param>
    /// <param name="notTried">Why it is skipped; null when it is not.</param>
    public void Add(string name, Func<CancellationToken, Task<string>> action, string? notTried = null) => _steps.Add((name, action, notTried));

    /// <summary>Runs them; as many answers as steps, in their order.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failed = false;
        foreach (var (name, action, notTried) in _steps)
        {
            if ((failed ? "An earlier step failed." : notTried) is { } reason)
            {
                yield return new TestStep(name, TimeSpan.Zero, TestOutcome.Skipped, reason);
                continue;
            }

            var step = await TryAsync(name, action, cancellationToken);
            failed = step.Outcome == TestOutcome.Failed;
            yield return step;
        }
    }

    private async Task<TestStep> TryAsync(string name, Func<CancellationToken, Task<string>> action, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var detail = await action(cancellationToken);
            return new TestStep(name, time.GetElapsedTime(started), TestOutcome.Ok, detail);
        }
        catch (Exception error) when (explain(error) is not null)
        {
            var failure = explain(error)!;
            return new TestStep(name, time.GetElapsedTime(started), TestOutcome.Failed, failure.Message, failure.Remedy);
        }
    }
}
