using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies;

/// <summary>A request and what is to go wrong with it; it is told when it does, once.</summary>
internal sealed class RequestAtDesk(FaultAction? fault, Action<FaultAction> happened)
{
    private bool _isTold;

    public FaultAction? Fault { get; } = fault;

    public void Happens()
    {
        if (Fault is { } fault && !_isTold)
        {
            _isTold = true;
            happened(fault);
        }
    }
}
