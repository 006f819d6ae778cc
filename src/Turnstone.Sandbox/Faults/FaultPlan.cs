using System.Text.Json;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Faults;

/// <summary>
/// Trouble on purpose, repeatable: the faults file of <c>turnstone sandbox exchange</c> and <c>turnstone sandbox proxy</c>. Rules are
/// asked in order and the first that applies decides. The file:
/// <code>{ "rules": [ { "operation": "CreateItem", "nth": 3, "dropReplyAfterCommit": true },
///                    { "operation": "*", "probability": 0.05, "seed": 7, "serverBusy": { "backOffMs": 500, "asStatus": 500 } } ] }</code>
/// When: <c>nth</c>, <c>every</c>, <c>from</c>, <c>probability</c> with <c>seed</c> or <c>mime</c>, and at most <c>times</c> times. What: exactly
/// one of the actions in <c>docs/fault-laboratory.md</c>.
/// </summary>
public sealed class FaultPlan
{
    /// <summary>The operation of a connection that is made; <c>*</c> does not stand for it.</summary>
    internal const string Connect = "connect";

    private readonly List<FaultRule> _rules;
    private readonly Lock _gate = new();

    private FaultPlan(List<FaultRule> rules) => _rules = rules;

    /// <param name="json">The file's text.</param>
    /// <param name="place">Who is to make the trouble.</param>
    /// <param name="seed">What chance begins with in rules that have no seed of their own.</param>
    /// <exception cref="FormatException">The text is not a plan, or not one for this place; the message says which rule and why.</exception>
    public static FaultPlan Parse(string json, FaultPlace place = FaultPlace.Exchange, int seed = 1)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new FaultPlan([.. document.RootElement.GetProperty("rules").EnumerateArray().Select((rule, index) => FaultReader.Read(rule, index, place, seed))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The faults file is not a list of rules under \"rules\": " + e.Message, e);
        }
    }

    /// <summary>What happens to this call, and counts it. The order of concurrent calls is the order of asking.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="request">What it says, for rules that look into messages; null where nobody has read it.</param>
    internal FaultAction? Next(string operation, SoapElement? request = null)
    {
        lock (_gate)
        {
            FaultAction? action = null;
            foreach (var rule in _rules)
            {
                if (rule.Applies(operation, request))
                {
                    action ??= rule.Action;
                }
            }

            return action;
        }
    }
}
