using System.Collections.Concurrent;
using System.Diagnostics;

namespace Turnstone.Testing;

/// <summary>A program under test: its output is kept, waits have a limit, and disposing it ends it and its children by id.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _spoke = new(0);

    private RunningProcess(Process process) => _process = process;

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>All lines of both outputs so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts a program; <paramref name="environment"/> is added to ours, null removes a variable.</summary>
    public static RunningProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var running = new RunningProcess(Process.Start(start)!);
        running._process.StandardInput.Close();
        running._process.OutputDataReceived += running.Hear;
        running._process.ErrorDataReceived += running.Hear;
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits for the end and all output. Past the limit the process is killed and the exception holds what it said.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(timer.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Kill();
            throw new TimeoutException($"{_process.StartInfo.FileName} did not end within {limit}. It said:\n{Output}");
        }
    }

    /// <summary>Waits until a line of output contains the text. An end or the limit before that is an exception with what was said.</summary>
    public async Task WaitForLineAsync(string text, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        while (!_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            try
            {
                await _spoke.WaitAsync(timer.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{_process.StartInfo.FileName} did not say '{text}' within {limit}. It said:\n{Output}");
            }

            if (_process.HasExited && !_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} ended before it said '{text}'. It said:\n{Output}");
            }
        }
    }

    /// <summary>Ends it at once, children included: SIGKILL.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks it to end as an operator would: SIGTERM, or SIGINT.</summary>
    public void Signal(string signal = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _spoke.Dispose();
    }

    // A null is the end of an output: whoever waits must look again then.
    private void Hear(object sender, DataReceivedEventArgs said)
    {
        if (said.Data is not null)
        {
            _lines.Enqueue(said.Data);
        }

        _spoke.Release();
    }
}
