using Turnstone.Engine.Failures;
using Turnstone.Ews;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>The EWS client of one mailbox, within its account's budget, with failures already told.</summary>
internal sealed class ExchangeConnection : IDisposable
{
    private readonly EwsClient _client;
    private readonly ExchangeDestinationOptions _options;
    private readonly RequestBudget _budget;
    private readonly TimeProvider _time;

    public ExchangeConnection(ExchangeDestinationOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _budget = options.Budget ?? RequestBudget.Shared(options.Endpoint, options.Login);
        try
        {
            _client = new EwsClient(options.ToClientOptions(), time);
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
                    Remedy = "Use the https address of the server.",
                },
                innerException: error);
        }
    }

    /// <summary>The server, once it has answered.</summary>
    public ServerVersion? Server => _client.Server;

    /// <summary>One request; what the client throws comes out as it is.</summary>
    public Task<T> SendRawAsync<T>(Func<EwsClient, Task<T>> request, CancellationToken cancellationToken) =>
        _budget.SpendAsync(() => _budget.SignIn.PassAsync(_options.Password, _time, () => request(_client), cancellationToken), cancellationToken);

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

    public void Dispose() => _client.Dispose();
}
