namespace Turnstone.Sandbox.Faults;

/// <summary>When a fault happens: on the nth call of an operation, on every nth, or by chance.</summary>
internal sealed class FaultRule(string operation, int? nth, int? every, double? probability, Random random, FaultAction action)
{
    private int _seen;

    public FaultAction Action { get; } = action;

    public bool Applies(string called)
    {
        if (operation != "*" && operation != called)
        {
            return false;
        }

        _seen++;
        return nth is { } exact ? _seen == exact
            : every is { } step ? _seen % step == 0
            : probability is { } chance && random.NextDouble() < chance;
    }
}
