namespace Turnstone.Connectors.Imap.Checks;

/// <summary>How long to wait for something, told apart from somebody's giving up.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationToken _given;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;

    /// <param name="time">How long.</param>
    /// <param name="clock">By which clock.</param>
    /// <param name="cancellationToken">Somebody's giving up.</param>
    public Patience(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        _given = cancellationToken;
        _limit = new CancellationTokenSource(time, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _limit.Token);
    }

    /// <summary>Waits.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(_either.Token);
        }
        catch (OperationCanceledException) when (!_given.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    /// <inheritdoc cref="WithinAsync{T}"/>
    public Task WithinAsync(Func<CancellationToken, Task> work) => WithinAsync(async token =>
    {
        await work(token);
        return true;
    });

    /// <summary>Waits no longer than this from now on.</summary>
    public void Shorten(TimeSpan time) => _limit.CancelAfter(time);

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
