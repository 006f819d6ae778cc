using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// A mailbox on an Exchange server, written by EWS. It can only add: it makes folders and saves items, each with its keys, and knows
/// no request that sends or deletes. What it can change is the state of an item that nobody else has changed (<see cref="ExchangeStates"/>).
/// </summary>
public sealed class ExchangeDestinationMailbox : IDestinationMailbox
{
    private readonly ExchangeConnection _connection;
    private readonly ExchangeFolders _folders;
    private readonly ExchangeDelivery _delivery;
    private readonly ExchangeLookup _lookup;
    private readonly ExchangeSearch<DeliveredItem> _search;
    private readonly ExchangeReadBack _readBack;
    private readonly ExchangeStates _states;
    private readonly LearnedLimits _limits;
    private readonly SmtpAddress _mailbox;

    /// <param name="options">The mailbox; nothing is connected before the first call.</param>
    /// <param name="time">The clock of idle timeouts.</param>
    /// <exception cref="Engine.Failures.SessionException">The options would send the password in the clear.</exception>
    public ExchangeDestinationMailbox(ExchangeDestinationOptions options, TimeProvider time)
    {
        _connection = new ExchangeConnection(options, time);
        _folders = new ExchangeFolders(_connection);
        _limits = new LearnedLimits(options.Limits, _connection.Distance);
        _delivery = new ExchangeDelivery(_connection, _folders, _limits);
        _lookup = new ExchangeLookup(_connection);
        _search = new ExchangeSearch<DeliveredItem>(
            _connection, [ItemProperties.SourceKey, ItemProperties.ContentKey], ItemProperties.ToDelivered, item => item.SourceKey, withExtras: true);
        _readBack = new ExchangeReadBack(_connection, _lookup, options.Spool);
        _states = new ExchangeStates(_connection, _lookup);
        _mailbox = options.Mailbox;
    }

    /// <inheritdoc/>
    public DestinationLimits Limits => _limits.Now;

    /// <inheritdoc/>
    public async Task VerifyAsync(CancellationToken cancellationToken) => await MailboxRights.CheckAsync(_connection, _mailbox, cancellationToken);

    /// <inheritdoc/>
    public Task<DestinationFolder> EnsureFolderAsync(DestinationPath path, CancellationToken cancellationToken) =>
        _folders.EnsureAsync(path, cancellationToken);

    /// <inheritdoc/>
    public Task<DestinationFolder?> FindFolderAsync(DestinationPath path, CancellationToken cancellationToken) =>
        _folders.FindAsync(path, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveryResult>> DeliverAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken) =>
        items.Count == 0 ? [] : await _delivery.DeliverAsync(folder, items, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeliveredItem>> FindDeliveredAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken) =>
        _lookup.FindAsync(folder, keys, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeliveredItem>> FindAnywhereAsync(IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken) =>
        _search.FindAsync(keys, cancellationToken);

    /// <inheritdoc/>
    public async Task<DeliveredPage> ListDeliveredAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await _search.ListAsync(cursor, cancellationToken);
        return new DeliveredPage(items, next);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ReadBack> ReadBackAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken) =>
        _readBack.ReadAsync(folder, keys, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatedItem>> FindStatesAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken) =>
        _states.FindAsync(folder, keys, cancellationToken);

    /// <inheritdoc/>
    public Task<StatedPage> ListStatesAsync(DeliveredCursor cursor, CancellationToken cancellationToken) => _states.ListAsync(cursor, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateChangeResult>> ChangeStatesAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken) =>
        changes.Count == 0 ? [] : await _states.ChangeAsync(changes, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _folders.Dispose();
        return ValueTask.CompletedTask;
    }
}
