using Turnstone.Engine.Failures;
using Turnstone.Ews;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>The EWS client of one mailbox, within its account's budget, with failures already told.</summary>
internal sealed class ExchangeConnection : IDisposable
{
    private readonly ExchangeDestinationOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private RequestBudget? _budget;
    private EwsClient? _client;

    public ExchangeConnection(ExchangeDestinationOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        if (options.Endpoint.Domain is null)
        {
            Open(options.Endpoint);
        }
    }

    /// <summary>The server, once it has answered.</summary>
    public ServerVersion? Server => _client?.Server;

    /// <summary>The scheme in use, once it is chosen.</summary>
    public string? SignInScheme => _client?.SignInScheme;

    /// <summary>One request; what the client throws comes out as it is.</summary>
    public async Task<T> SendRawAsync<T>(Func<EwsClient, Task<T>> request, CancellationToken cancellationToken)
    {
        var client = _client ?? await FindAsync(cancellationToken);
        return await _budget!.SpendAsync(() => request(client), cancellationToken);
    }

    /// <summary>One request; a failure of the whole is a <see cref="SessionException"/>.</summary>
    public async Task<T> SendAsync<T>(Func<EwsClient, Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await SendRawAsync(request, cancellationToken);
        }
        catch (EwsException error)
        {
            throw Explain(error);
        }
    }

    /// <summary>What one response holds; a refusal is a <see cref="SessionException"/>.</summary>
    public T Unwrap<T>(EwsResponse<T> response)
        where T : class =>
        response is { IsSuccess: true, Value: { } value } ? value : throw Explain(response);

    public SessionException Explain(EwsException error) => ExchangeFailures.From(error, _options.Mailbox);

    public SessionException Explain<T>(EwsResponse<T> response)
        where T : class
    {
        var failure = ExchangeFailures.From(response.ResponseCode, response.MessageText, response.BackOff);
        return new SessionException(failure with { Message = $"{_options.Mailbox}: {failure.Message}" });
    }

    public void Dispose()
    {
        _client?.Dispose();
        _opening.Dispose();
    }

    private async Task<EwsClient> FindAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _client ?? Open(await ExchangeDiscovery.FindAsync(_options, cancellationToken));
        }
        finally
        {
            _opening.Release();
        }
    }

    private EwsClient Open(ExchangeEndpoint endpoint)
    {
        _budget = _options.Budget ?? RequestBudget.Shared(endpoint, _options.Login);
        try
        {
            return _client = new EwsClient((_options with { Endpoint = endpoint }).ToClientOptions(), _time);
        }
        catch (ArgumentException error)
        {
            throw new SessionException(
                new Failure
                {
                    Side = FailureSide.Local,
                    Scope = FailureScope.Project,
                    Code = FailureCodes.LocalOptions,
                    Message = error.Message,
                    Remedy = "Use the https address of the server, and give what this way of signing in needs.",
                },
                innerException: error);
        }
    }
}
