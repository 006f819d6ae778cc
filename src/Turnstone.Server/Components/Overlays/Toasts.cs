namespace Turnstone.Server.Components.Overlays;

/// <summary>What a page says in passing. Good news goes by itself; what went wrong stays until somebody has read it.</summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Stays = TimeSpan.FromSeconds(6);
    private const int Most = 4;

    private readonly CancellationTokenSource _end = new();
    private readonly List<Toast> _shown = [];

    /// <summary>Something came or went.</summary>
    public event Action? Changed;

    /// <summary>What is shown, the oldest first.</summary>
    public IReadOnlyList<Toast> Shown => _shown;

    /// <summary>Says something.</summary>
    public void Show(Tone tone, string text)
    {
        var toast = new Toast(Guid.NewGuid(), tone, text);
        _shown.Add(toast);
        if (_shown.Count > Most)
        {
            _shown.RemoveAt(0);
        }

        Changed?.Invoke();
        if (tone is not (Tone.Bad or Tone.Warn))
        {
            _ = LeaveAsync(toast.Id);
        }
    }

    /// <summary>Takes one away.</summary>
    public void Close(Guid id)
    {
        if (_shown.RemoveAll(toast => toast.Id == id) > 0)
        {
            Changed?.Invoke();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    // Begun by an event of the page, it comes back to the page's own thread.
    private async Task LeaveAsync(Guid id)
    {
        try
        {
            await Task.Delay(Stays, time, _end.Token);
            Close(id);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }
}
