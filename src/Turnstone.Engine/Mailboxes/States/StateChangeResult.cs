using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Mailboxes.States;

/// <summary>What became of one change of state.</summary>
public abstract record StateChangeResult
{
    private StateChangeResult()
    {
    }

    /// <summary>The item shows the state and bears its mark.</summary>
    public sealed record Changed : StateChangeResult;

    /// <summary>Somebody changed the item since it was looked at; it was left as it is.</summary>
    public sealed record Touched : StateChangeResult;

    /// <summary>It is no longer where it was looked at.</summary>
    public sealed record Gone : StateChangeResult;

    /// <summary>The destination will not change it, and says why.</summary>
    public sealed record Refused(Failure Failure) : StateChangeResult;
}
