using Turnstone.Cli;

var shell = Shell.OfProcess();
using var signals = new StopSignals(() => shell.Error.WriteLine("Stopping in good order. Once more ends at once."));
try
{
    return await new CommandLine().RunAsync(args, shell, signals.Token);
}
catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
{
    return ExitStatus.Stopped;
}
#pragma warning disable CA1031 // The door of the process: a person gets a sentence, never a stack.
catch (Exception e)
#pragma warning restore CA1031
{
    shell.Error.WriteLine($"Turnstone met something it did not foresee ({e.GetType().Name}). Nothing is lost: the same command carries on.");
    shell.Error.WriteLine(shell.Environment(LogVariable.Name) is null ? $"Set {LogVariable.Name}=debug and run it again to see the details." : e.ToString());
    return ExitStatus.MailboxFailed;
}
