using System.Text.Json;

namespace Turnstone.Sandbox.Faults;

/// <summary>
/// Trouble on purpose, repeatable: the faults file of <c>turnstone sandbox exchange</c>. Rules are asked in order and the first
/// that applies decides. The file:
/// <code>{ "rules": [ { "operation": "CreateItem", "nth": 3, "dropReplyAfterCommit": true },
///                    { "operation": "*", "probability": 0.05, "seed": 7, "serverBusy": { "backOffMs": 500, "asStatus": 500 } } ] }</code>
/// When: <c>nth</c>, <c>every</c> or <c>probability</c> with <c>seed</c>. What, exactly one: <c>dropReplyAfterCommit</c>,
/// <c>dropBeforeProcessing</c>, <c>http503</c>, <c>internalServerError</c>, <c>loginPage</c>, <c>shortByOne</c> (true);
/// <c>delay</c> (ms), <c>batchStopAt</c> (item), <c>truncateReply</c> (bytes); <c>serverBusy</c> (object).
/// </summary>
public sealed class FaultPlan
{
    private readonly List<FaultRule> _rules;
    private readonly Lock _gate = new();

    private FaultPlan(List<FaultRule> rules) => _rules = rules;

    /// <exception cref="FormatException">The text is not a plan; the message says which rule and why.</exception>
    public static FaultPlan Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new FaultPlan([.. document.RootElement.GetProperty("rules").EnumerateArray().Select(ParseRule)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The faults file is not a list of rules under \"rules\": " + e.Message, e);
        }
    }

    /// <summary>What happens to this call, and counts it. The order of concurrent calls is the order of asking.</summary>
    internal FaultAction? Next(string operation)
    {
        lock (_gate)
        {
            FaultAction? action = null;
            foreach (var rule in _rules)
            {
                if (rule.Applies(operation))
                {
                    action ??= rule.Action;
                }
            }

            return action;
        }
    }

    private static FaultRule ParseRule(JsonElement rule, int index)
    {
        int? nth = null;
        int? every = null;
        double? probability = null;
        var seed = 1;
        var operation = "*";
        FaultAction? action = null;
        foreach (var property in rule.EnumerateObject())
        {
            switch (property.Name)
            {
                case "operation":
                    operation = property.Value.GetString()!;
                    break;
                case "nth":
                    nth = property.Value.GetInt32();
                    break;
                case "every":
                    every = Math.Max(1, property.Value.GetInt32());
                    break;
                case "probability":
                    probability = property.Value.GetDouble();
                    break;
                case "seed":
                    seed = property.Value.GetInt32();
                    break;
                default:
                    action = action is null ? ParseAction(property, index) : throw new FormatException($"Rule {index} of the faults file names more than one action.");
                    break;
            }
        }

        return action is not null && (nth ?? every ?? probability) is not null
            ? new FaultRule(operation, nth, every, probability, new Random(seed), action)
            : throw new FormatException($"Rule {index} of the faults file needs an action and one of nth, every or probability.");
    }

    private static FaultAction ParseAction(JsonProperty property, int index) => property.Name switch
    {
        "dropReplyAfterCommit" => new FaultAction.DropReplyAfterCommit(),
        "dropBeforeProcessing" => new FaultAction.DropBeforeProcessing(),
        "http503" => new FaultAction.Http503(),
        "internalServerError" => new FaultAction.InternalServerError(),
        "loginPage" => new FaultAction.LoginPage(),
        "shortByOne" => new FaultAction.ShortByOne(),
        "delay" => new FaultAction.Delay(TimeSpan.FromMilliseconds(property.Value.GetInt32())),
        "batchStopAt" => new FaultAction.BatchStopAt(property.Value.GetInt32()),
        "truncateReply" => new FaultAction.TruncateReply(property.Value.GetInt32()),
        "serverBusy" => ParseServerBusy(property.Value),
        _ => throw new FormatException($"Rule {index} of the faults file names \"{property.Name}\", which is neither a condition nor an action."),
    };

    private static FaultAction.ServerBusy ParseServerBusy(JsonElement value)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        return new FaultAction.ServerBusy(
            isObject && value.TryGetProperty("backOffMs", out var wait) ? TimeSpan.FromMilliseconds(wait.GetInt32()) : null,
            isObject && value.TryGetProperty("asStatus", out var status) ? status.GetInt32() : 500);
    }
}
