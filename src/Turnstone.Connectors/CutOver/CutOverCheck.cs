using System.Runtime.CompilerServices;
using Turnstone.Engine.Checks;

namespace Turnstone.Connectors.CutOver;

/// <summary>
/// Looks whether a mail domain's records are what they should become: at the zone's own servers, and at resolvers, which may still have the old ones. It asks
/// questions and changes nothing. One instance may look again and again, one look at a time, and remembers how long an old value may live.
/// </summary>
/// <param name="options">What is expected, and who is asked.</param>
/// <param name="time">The clock.</param>
public sealed class CutOverCheck(CutOverOptions options, TimeProvider time)
{
    /// <summary>What the check is called in reports.</summary>
    public const string Title = "Cut-over check";

    // A warning of one of these is a record that is not new everywhere, or somebody who did not say.
    private static readonly string[] Standing = ["Resolvers", "MX", "SPF", "Autodiscover", "Caches"];

    private readonly CutOverMemory _memory = new();

    /// <summary>What the last look found; null before the first has ended.</summary>
    public CutOverFindings? Findings { get; private set; }

    /// <summary>Whether nothing is left to be changed or waited for, by the steps of a look that were kept.</summary>
    public static bool IsOver(IReadOnlyList<TestStep> steps) =>
        steps.Any(step => step.Outcome == TestOutcome.Ok) && steps.All(step => step.Outcome != TestOutcome.Failed && (step.Outcome != TestOutcome.Warning || !Standing.Contains(step.Name)));

    /// <summary>Looks once; the steps as they end, and all of it in <see cref="Findings"/> after the last.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (round, started) = (new CutOverRound(options, _memory, time), time.GetUtcNow());
        var steps = new TestSequence(static _ => null, time);
        steps.Add("Zone", round.FindZoneAsync);
        ServerSteps.Add(steps, round);
        List<CutOverRecord> records = [];
        if (options.Mx.Count > 0)
        {
            records.Add(CutOverRecord.Mx);
            MxSteps.Add(steps, round);
        }

        if (options.Spf.Count > 0)
        {
            records.Add(CutOverRecord.Spf);
            SpfSteps.Add(steps, round);
        }

        if (options.Autodiscover is not null)
        {
            records.Add(CutOverRecord.Autodiscover);
            AutodiscoverSteps.Add(steps, round);
        }

        steps.Add("Caches", _ => Task.FromResult(CacheSteps.Caches(round, records)), endsHere: false);
        steps.Add("Time to live", _ => Task.FromResult(CacheSteps.TimeToLive(round, records)), endsHere: false);
        List<TestStep> done = [];
        await foreach (var step in steps.RunAsync(cancellationToken))
        {
            done.Add(step);
            yield return step;
        }

        Findings = new CutOverFindings
        {
            Domain = options.Domain, Started = started, At = time.GetUtcNow(), Steps = done, Answers = round.Answers, Standings = [.. records.Select(round.StandingOf)],
        };
    }

    /// <summary>Looks once, to its end.</summary>
    public async Task<CutOverFindings> LookAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in RunAsync(cancellationToken))
        {
            // What they found is in the findings.
        }

        return Findings!;
    }
}
