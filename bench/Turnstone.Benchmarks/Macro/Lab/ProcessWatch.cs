using System.Globalization;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>
/// Looks at a process every few milliseconds, so that the last look before its end tells what it used: processor time to some
/// hundredths of a second, and its largest resident memory (VmHWM), which only grows.
/// </summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    public ProcessWatch(int process) => _watching = WatchAsync(process);

    public TimeSpan Used { get; private set; }

    /// <summary>Bytes.</summary>
    public long Peak { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task WatchAsync(int process)
    {
        while (!_end.IsCancellationRequested)
        {
            var used = ProcessorTime.Of(process);
            Used = used > Used ? used : Used;
            Peak = Math.Max(Peak, PeakOf(process));
            await Task.Delay(Look, TimeProvider.System, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[6..^2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) << 10;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
