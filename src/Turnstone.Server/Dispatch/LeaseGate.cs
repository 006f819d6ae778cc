using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Pacing;

namespace Turnstone.Server.Dispatch;

/// <summary>
/// Shut when this process cannot be sure that the pass is still its own: it was frozen, or the database does not answer. Measured by the
/// machine's running time, so that a process which was stopped and continued sees it at once, before anything tells it.
/// </summary>
internal sealed class LeaseGate(TimeProvider time) : IGate
{
    private long _held = time.GetTimestamp();
    private int _isShut;

    /// <inheritdoc/>
    public bool IsOpen => Volatile.Read(ref _isShut) == 0 && time.GetElapsedTime(Volatile.Read(ref _held)) < LeaseTerms.Trust;

    /// <summary>What a process that was frozen has half sent must not become whole when it goes on: whoever has the pass may have sent it again.</summary>
    public bool BreaksOff => true;

    /// <summary>The database said that the pass is this process's, asked at that moment.</summary>
    public void Held(long asked) => Volatile.Write(ref _held, asked);

    /// <summary>Shuts it for good.</summary>
    public void Shut() => Volatile.Write(ref _isShut, 1);

    /// <inheritdoc/>
    public void Demand()
    {
        if (!IsOpen)
        {
            throw new SessionException(new Failure
            {
                Side = FailureSide.Local,
                Scope = FailureScope.Mailbox,
                Code = FailureCodes.LocalMailboxBusy,
                Message = "The pass is no longer this process's, or may not be: it could not show for some seconds that it lives.",
                Remedy = "Nothing to do: whoever has it carries on.",
            });
        }
    }
}
