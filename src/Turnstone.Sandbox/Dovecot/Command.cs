using System.ComponentModel;
using System.Diagnostics;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>Runs one short program to its end and keeps what it said.</summary>
internal static class Command
{
    /// <summary>The exit status and both outputs together; a program that is not there answers 127, as a shell would.</summary>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // apt asks questions on a terminal otherwise; nobody is there to answer.
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.WaitForExitAsync(cancellationToken);
                return new CommandResult(process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception e)
        {
            return new CommandResult(127, e.Message);
        }
    }
}
