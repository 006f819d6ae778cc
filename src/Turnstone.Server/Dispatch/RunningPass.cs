using Turnstone.Engine.Transfer;

namespace Turnstone.Server.Dispatch;

/// <summary>A pass that is under way in this process. Safe for all threads.</summary>
#pragma warning disable CA1001 // Its source of cancellation has no timer and no handle, and whoever stops a pass may be late.
internal sealed class RunningPass(Lease lease, TimeProvider time, int returns = 0) : IProgress<PassProgress>
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _end = new();
    private PassProgress? _progress;
    private int _isLost;
    private int _isStopped;

    /// <summary>Ends when the pass does; never fails.</summary>
    public Task Over { get; private set; } = Task.CompletedTask;

    /// <summary>By what right it runs.</summary>
    public Lease Lease => lease;

    /// <summary>Open while this process can be sure of the lease.</summary>
    public LeaseGate Gate { get; } = new(time);

    /// <summary>How often in a row this process gave it back because its journal was not to be had.</summary>
    public int Returns { get; private set; } = returns;

    /// <summary>Whether it does so now.</summary>
    public bool IsReturned { get; private set; }

    /// <summary>Cancelled when the pass shall end: somebody asked, the process leaves, or it is another's.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Whether another process has it; nothing may be written of it any more.</summary>
    public bool IsLost => Volatile.Read(ref _isLost) == 1;

    /// <summary>Whether somebody asked for it to stop.</summary>
    public bool IsStopped => Volatile.Read(ref _isStopped) == 1;

    /// <summary>Where it stands; null at its beginning.</summary>
    public PassProgress? Progress => Volatile.Read(ref _progress);

    /// <summary>Its journal is not to be had; says for how long nobody is to try again.</summary>
    public TimeSpan Return()
    {
        IsReturned = true;
        return LeaseTerms.Rest(++Returns);
    }

    /// <summary>Says what runs it.</summary>
    public void Run(Task task) => Over = task;

    /// <summary>Takes in what the database said when it was asked at that moment.</summary>
    public void Hear(LeaseAnswer answer, long asked)
    {
        switch (answer)
        {
            case LeaseAnswer.Held:
                Gate.Held(asked);
                break;
            case LeaseAnswer.AskedToStop:
                Gate.Held(asked);
                Stop();
                break;
            case LeaseAnswer.Lost:
                Lose();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, null);
        }
    }

    /// <summary>Ends it because somebody asked.</summary>
    public void Stop()
    {
        Volatile.Write(ref _isStopped, 1);
        _end.Cancel();
    }

    /// <summary>It is another's by now, or given up: nothing of it is sent or written any more.</summary>
    public void Lose()
    {
        Volatile.Write(ref _isLost, 1);
        Gate.Shut();
        _end.Cancel();
    }

    /// <summary>Ends it, to be carried on later.</summary>
    public void Leave() => _end.Cancel();

    void IProgress<PassProgress>.Report(PassProgress value) => Volatile.Write(ref _progress, value);
}
