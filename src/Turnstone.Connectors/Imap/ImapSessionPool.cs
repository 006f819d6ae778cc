using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// The connections to one mailbox: one kept for listing, the others for fetching, so that a listing that is read slowly never
/// starves the fetches it feeds. Connections open when first needed and again when found dead. Where the server takes fewer than it was
/// to be, listing and fetching share what there is.
/// </summary>
internal sealed class ImapSessionPool(ImapSourceOptions options, TimeProvider time) : IAsyncDisposable
{
    /// <summary>While the answer to one is taken in the server works on the other; near by, more would only cost memory.</summary>
    private const int FetchesNearby = 2;

    private readonly SemaphoreSlim _listing = new(1, 1);
    private readonly SemaphoreSlim _fetching = new(options.Connections - 1, options.Connections - 1);
    private readonly ImapConnectionLimit _limit = new(options.Connections, time);
    private readonly List<ImapSession> _idleListing = [];
    private readonly List<ImapSession> _idleFetching = [];
    private readonly CancellationTokenSource _closing = new();
    private Task? _openingAhead;

    /// <summary>How far the server is.</summary>
    public Distance Distance { get; } = new(time);

    /// <summary>How many fetches the way to the server is worth.</summary>
    public int FetchesAtOnce => Distance.InFlight(Math.Min(FetchesNearby, options.Connections - 1), options.Connections - 1);

    /// <summary>The connection for listing; waits until it is free.</summary>
    public Task<ImapLease> RentListingAsync(CancellationToken cancellationToken) => RentAsync(_listing, _idleListing, null, isNew: false, cancellationToken);

    /// <summary>A connection for fetching, if possible one that has the folder examined; waits until one is free.</summary>
    public Task<ImapLease> RentFetchingAsync(SourceFolderId? folder, CancellationToken cancellationToken) =>
        RentAsync(_fetching, _idleFetching, folder, isNew: false, cancellationToken);

    /// <summary>
    /// Opens what connections are missing before anybody asks for them, where the server is far: to come about takes each some eight round trips.
    /// Once in a pool's life. One that cannot be had is told to whoever needs it.
    /// </summary>
    public void OpenAhead()
    {
        if (Distance.IsFar)
        {
            var missing = Math.Max(0, FetchesAtOnce + 1 - _limit.Open);
            _openingAhead ??= Task.WhenAll(Enumerable.Range(0, missing).Select(_ => OpenOneAheadAsync()));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await (_openingAhead ?? Task.CompletedTask);
        _closing.Dispose();

        ImapSession[] sessions;
        lock (_idleListing)
        {
            sessions = [.. _idleListing, .. _idleFetching];
            _idleListing.Clear();
            _idleFetching.Clear();
        }

        await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
        _listing.Dispose();
        _fetching.Dispose();
        _limit.Dispose();
    }

    private async Task OpenOneAheadAsync()
    {
        try
        {
            await using var lease = await RentAsync(_fetching, _idleFetching, folder: null, isNew: true, _closing.Token);
            lease.LeaveInOrder();
        }
        catch (Exception error) when (error is SessionException or OperationCanceledException)
        {
            // Whoever needs it asks again.
        }
    }

    private async Task<ImapLease> RentAsync(
        SemaphoreSlim gate, List<ImapSession> idle, SourceFolderId? folder, bool isNew, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                await _limit.EnterAsync(cancellationToken);
                if (await FindOrOpenAsync(idle, folder, isNew, cancellationToken) is { } session)
                {
                    return new ImapLease(session, whole => GiveBack(gate, idle, session, whole));
                }
            }
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <summary>Null where the server takes no further connection: then the place for it is gone, and another has to be waited for.</summary>
    private async Task<ImapSession?> FindOrOpenAsync(List<ImapSession> idle, SourceFolderId? folder, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            while (!isNew && TakeIdle(idle, folder) is { } session)
            {
                if (await session.IsAliveAsync(cancellationToken))
                {
                    return session;
                }

                _limit.Closed();
                await session.DisposeAsync();
            }

            _limit.Opening();
            try
            {
                return await ImapSession.OpenAsync(options, time, Distance, cancellationToken);
            }
            catch
            {
                _limit.Closed();
                throw;
            }
        }
        catch (SessionException error) when (_limit.IsLowered(error.Failure))
        {
            return null;
        }
        catch
        {
            _limit.Leave();
            throw;
        }
    }

    private ImapSession? TakeIdle(List<ImapSession> own, SourceFolderId? folder)
    {
        lock (_idleListing)
        {
            // Far away, the connection that has listed the folders lists what is in them, too.
            var isListing = ReferenceEquals(own, _idleListing);
            var isShared = own.Count == 0 && (_limit.IsLow || (isListing && Distance.IsFar));
            var idle = !isShared ? own : isListing ? _idleFetching : _idleListing;
            var index = idle.FindIndex(session => folder is not null && session.Examined is not null && session.ExaminedId == folder);
            index = index < 0 ? idle.Count - 1 : index;
            if (index < 0)
            {
                return null;
            }

            var session = idle[index];
            idle.RemoveAt(index);
            return session;
        }
    }

    private async ValueTask GiveBack(SemaphoreSlim gate, List<ImapSession> idle, ImapSession session, bool whole)
    {
        if (whole && session.Client.IsConnected)
        {
            session.IdleSince = time.GetTimestamp();
            lock (_idleListing)
            {
                idle.Add(session);
            }
        }
        else
        {
            session.Abandon();
            _limit.Closed();
        }

        _limit.Leave();
        gate.Release();
    }
}
