using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Faults;

/// <summary>When a fault happens: on the nth call of an operation, on every nth, on all from the nth on, by chance, or on each with a certain message.</summary>
internal sealed class FaultRule(string operation, FaultOccasion occasion, Random random, FaultAction action)
{
    private int _seen;
    private int _done;

    public FaultAction Action { get; } = action;

    public bool Applies(string called, SoapElement? request)
    {
        // A connection is no request: who wants to spoil "any request" does not mean the ones before it.
        if (operation == "*" ? called == FaultPlan.Connect : operation != called)
        {
            return false;
        }

        if (occasion.Mime is { } mime && (request is null || !mime.IsIn(request)))
        {
            return false;
        }

        _seen++;
        if (_done == occasion.Times || !IsDue())
        {
            return false;
        }

        _done++;
        return true;
    }

    private bool IsDue() => occasion.Nth is { } exact ? _seen == exact
        : occasion.Every is { } step ? _seen % step == 0
        : occasion.From is { } first ? _seen >= first
        : occasion.Probability is not { } chance || random.NextDouble() < chance;
}
