using System.Runtime.InteropServices;

namespace Turnstone.Cli;

/// <summary>Ctrl-C and SIGTERM ask for an orderly end; the second of them ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _asked;

    /// <param name="asked">Tells the person that the stop is under way.</param>
    public StopSignals(Action asked)
    {
        _asked = asked;
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            Environment.Exit(ExitStatus.Stopped);
        }

        _asked();
        _stop.Cancel();
    }
}
