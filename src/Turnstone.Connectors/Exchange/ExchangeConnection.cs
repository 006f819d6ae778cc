using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>The EWS client of one mailbox, within its account's budget, with failures already told.</summary>
internal sealed class ExchangeConnection : IDisposable
{
    private readonly ExchangeDestinationOptions _options;
    private readonly TimeProvider _time;
    private readonly RequestBudgets _budgets;
    private readonly Waits _waits;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly List<EwsClient> _former = [];
    private IRequestBudget? _budget;
    private ExchangeEndpoint _endpoint;
    private EwsClient? _client;

    public ExchangeConnection(ExchangeDestinationOptions options, TimeProvider time)
    {
        _options = options;
        _endpoint = options.Endpoint;
        _time = time;
        Distance = new Distance(time);
        _budgets = options.Budgets ?? new RequestBudgets(time);
        _waits = options.Waits ?? new Waits(time);
        if (options.Endpoint.Domain is null)
        {
            Open(options.Endpoint);
        }
    }

    /// <summary>How far the server is.</summary>
    public Distance Distance { get; }

    /// <summary>The server, once it has answered.</summary>
    public ServerVersion? Server => _client?.Server;

    /// <summary>The scheme in use, once it is chosen.</summary>
    public string? SignInScheme => _client?.SignInScheme;

    /// <summary>For how long the server wants to be left alone; zero or less when it does not.</summary>
    public TimeSpan Held => _budget?.HeldFor(_options.Mailbox) ?? TimeSpan.Zero;

    /// <summary>One request; what the client throws comes out as it is.</summary>
    public Task<IReadOnlyList<EwsResponse<T>>> SendRawAsync<T>(
        Func<EwsClient, Task<IReadOnlyList<EwsResponse<T>>>> request, CancellationToken cancellationToken)
        where T : class =>
        SpendAsync(request, BusyAnswer.In, cancellationToken);

    /// <summary>How the server takes a request of that many bytes.</summary>
    public Task<SizeAnswer> MeasureAsync(long size, CancellationToken cancellationToken) =>
        SpendAsync(client => client.MeasureAsync(size, cancellationToken), _ => null, cancellationToken);

    /// <summary>
    /// One request that may be repeated as it is, a page of many: where the server asks for patience, exactly this one comes again when its
    /// time is over, and what was read before is not read anew.
    /// </summary>
    public async Task<EwsResponse<T>> SendPatientlyAsync<T>(
        Func<EwsClient, Task<IReadOnlyList<EwsResponse<T>>>> request, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            try
            {
                var response = (await SendRawAsync(request, cancellationToken))[0];
                if (response.IsSuccess || ExchangeFailures.MeaningOf(response.ResponseCode, response.MessageXml).Meaning != AnswerMeaning.Wait)
                {
                    return response;
                }
            }
            catch (EwsException error) when (Explain(error).Failure.Retry is RetryAdvice.Throttled)
            {
                // The budget holds the next one back.
            }
            catch (EwsException error)
            {
                throw Explain(error);
            }
        }
    }

    /// <summary>What delivers does not stand in line while the server wants to be left alone: its items are not in doubt then, and a stop ends the wait at once.</summary>
    /// <exception cref="SessionException">It does.</exception>
    public void RefuseWhileHeld()
    {
        if (_budget?.HeldFor(_options.Mailbox) is { Ticks: > 0 } left)
        {
            throw new SessionException(ExchangeFailures.Held(left));
        }
    }

    /// <summary>One request; a failure of the whole is a <see cref="SessionException"/>.</summary>
    public async Task<IReadOnlyList<EwsResponse<T>>> SendAsync<T>(
        Func<EwsClient, Task<IReadOnlyList<EwsResponse<T>>>> request, CancellationToken cancellationToken)
        where T : class
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
        var failure = ExchangeFailures.From(response.ResponseCode, response.MessageText, response.MessageXml);
        return new SessionException(failure with { Message = $"{_options.Mailbox}: {failure.Message}" });
    }

    public void Dispose()
    {
        _client?.Dispose();
        _former.ForEach(client => client.Dispose());
        _opening.Dispose();
    }

    private async Task<T> SpendAsync<T>(Func<EwsClient, Task<T>> request, Func<T, BackOff?> wish, CancellationToken cancellationToken)
    {
        var client = _client ?? await FindAsync(cancellationToken);
        using var turn = await _budget!.EnterAsync(_options.Mailbox, _waits, cancellationToken);
        try
        {
            var asked = Distance.Ask();
            var answer = await request(client);
            Distance.Answered(asked);
            turn.Answered(wish(answer));
            return answer;
        }
        catch (EwsException error)
        {
            if (BusyAnswer.In(error) is { } backOff)
            {
                turn.Answered(backOff);
            }

            if (await MoveAsync(client, error, cancellationToken) is { } moved)
            {
                throw moved;
            }

            throw;
        }
    }

    /// <summary>Goes to where Autodiscover says EWS is now; then the failure is one that passes. Null where it is no other place.</summary>
    private async Task<SessionException?> MoveAsync(EwsClient failed, EwsException error, CancellationToken cancellationToken)
    {
        if (await ExchangeDiscovery.FindAgainAsync(_options, _endpoint, error, cancellationToken) is not { } now)
        {
            return null;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(_client, failed))
            {
                // Other requests may still be under way on it.
                _former.Add(failed);
                Open(now);
            }
        }
        finally
        {
            _opening.Release();
        }

        var told = Explain(error);
        return new SessionException(
            told.Failure with { Remedy = $"Nothing to do: Autodiscover says EWS is at {now} now, and the work goes on there.", Retry = RetryAdvice.Soon }, told.Fate, error);
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
        _budget = _budgets.Of(endpoint, _options.Login, _options.Access, _options.Mailbox);
        try
        {
            _endpoint = endpoint;
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
