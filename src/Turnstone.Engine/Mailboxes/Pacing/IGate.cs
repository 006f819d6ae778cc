using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>Says whether something may begin now: within the operator's hours, while a pass still belongs to this process.</summary>
public interface IGate
{
    /// <summary>Whether something may begin now.</summary>
    bool IsOpen { get; }

    /// <summary>Whether a delivery under way when it closes is broken off in mid-request rather than finished; default no.</summary>
    bool BreaksOff => false;

    /// <exception cref="SessionException">Nothing may begin now; the failure says why, and when to ask again if that helps.</exception>
    void Demand();
}
