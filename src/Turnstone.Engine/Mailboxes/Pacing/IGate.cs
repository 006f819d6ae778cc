using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>Says whether something may begin now: within the operator's hours, while a pass still belongs to this process.</summary>
public interface IGate
{
    /// <summary>Whether something may begin now.</summary>
    bool IsOpen { get; }

    /// <exception cref="SessionException">Nothing may begin now; the failure says why, and when to ask again if that helps.</exception>
    void Demand();
}
