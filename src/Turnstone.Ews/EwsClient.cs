using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Transport;
using Turnstone.Ews.Types;

namespace Turnstone.Ews;

/// <summary>
/// Speaks EWS with one server about one mailbox. Cookies and connections are its own (X-BackEndCookie pins the mailbox's server, so they
/// must not be shared between mailboxes). Safe for concurrent use. It cannot send, move or delete: no such request exists here.
/// Failures of a whole request are <see cref="EwsException"/>s, a cancellation is an <see cref="EwsCanceledException"/>; it retries nothing but a refused schema version.
/// </summary>
public sealed partial class EwsClient : IDisposable
{
    private readonly EwsClientOptions _options;
    private readonly EwsTransport _transport;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile RequestServerVersion _version;
    private volatile ServerVersion? _server;

    /// <exception cref="ArgumentException">The options cannot work, or would send a password in the clear.</exception>
    public EwsClient(EwsClientOptions options, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _transport = new EwsTransport(options, _time);
        _version = options.RequestVersion;
        _server = options.Server;
    }

    /// <summary>The server, once an answer has told it.</summary>
    public ServerVersion? Server => _server;

    /// <summary>The version requests name; steps down once when the server does not know it.</summary>
    public RequestServerVersion RequestVersion => _version;

    /// <summary>The sign-in scheme in use, as HTTP spells it; null while <see cref="EwsCredential.Auto"/> has not asked the server.</summary>
    public string? SignInScheme => _transport.Scheme;

    /// <summary>
    /// How the server takes a request of that many bytes: one that asks for the inbox and is padded by a comment, so that it changes
    /// nothing. The size is announced first, so that a refused one mostly costs no upload.
    /// </summary>
    public async Task<SizeAnswer> MeasureAsync(long size, CancellationToken cancellationToken)
    {
        PaddedRequest padded = new(size);
        using HttpRequestMessage message = new(HttpMethod.Post, _options.Url) { Content = padded, Version = System.Net.HttpVersion.Version11 };
        message.Headers.ExpectContinue = true;
        using Reply reply = await _transport.SendAsync(message, cancellationToken);
        return (await SizeAnswers.ReadAsync(reply.Response, cancellationToken)) with { Sent = padded.Sent };
    }

    public void Dispose() => _transport.Dispose();

    private async Task<IReadOnlyList<EwsResponse<TAnswer>>> SendAsync<TAnswer>(EwsRequest<TAnswer> request, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfZero(request.ResponsesDue, nameof(request));
        RequestServerVersion version = RequestVersion;
        try
        {
            return await SendAsync(request, version, cancellationToken);
        }
        catch (EwsFaultException fault) when (fault.ResponseCode == ResponseCode.ErrorInvalidServerVersion && version != RequestServerVersion.Exchange2013)
        {
            // The server looked at the header and at nothing else, so the same request may go again.
            _version = RequestServerVersion.Exchange2013;
            LogSteppedDown(_logger, version, RequestServerVersion.Exchange2013);
            return await SendAsync(request, RequestServerVersion.Exchange2013, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<EwsResponse<TAnswer>>> SendAsync<TAnswer>(
        EwsRequest<TAnswer> request, RequestServerVersion version, CancellationToken cancellationToken)
        where TAnswer : class
    {
        long started = _time.GetTimestamp();
        SoapRequest soap = SoapWriter.Render(request, _options.Access, version);
        using RoundTrip trip = _transport.Begin(request.Operation, soap, _server, cancellationToken);
        try
        {
            IReadOnlyList<EwsResponse<TAnswer>> responses = await trip.RunAsync(text => ReadAsync(request, trip, text, cancellationToken));
            LogAnswered(_logger, request.Operation, responses.Count, soap.Length, _time.GetElapsedTime(started).TotalMilliseconds, trip.ClientRequestId);
            return responses;
        }
        catch (EwsException exception)
        {
            RequestFacts facts = exception.Facts;
            LogFailed(_logger, request.Operation, exception.GetType().Name, facts.Progress, facts.HttpStatus, trip.ClientRequestId, facts.RequestId);
            throw;
        }
    }

    private async Task<IReadOnlyList<EwsResponse<TAnswer>>> ReadAsync<TAnswer>(
        EwsRequest<TAnswer> request, RoundTrip trip, TextReader text, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using SoapReader reader = new(text, trip.Budget);
        SoapAnswer<TAnswer> answer = await AnswerReader.ReadAsync<TAnswer>(
            reader, request.ResponsesDue, (part, value, index) => request.ReadPartAsync(part, value, index, cancellationToken));
        if (answer.Server is { } server)
        {
            _server = server;
            trip.Server = server;
        }

        if (answer.Fault is { } fault)
        {
            throw new EwsFaultException(trip.Facts, fault.ResponseCode, fault.FaultString, fault.Message, fault.MessageXml);
        }

        return Counted(answer, request.ResponsesDue, trip);
    }

    private static IReadOnlyList<EwsResponse<TAnswer>> Counted<TAnswer>(SoapAnswer<TAnswer> answer, int due, RoundTrip trip)
        where TAnswer : class
    {
        if (answer.Responses is not { } responses)
        {
            throw new EwsProtocolException(trip.Facts, EwsProtocolErrorKind.Garbled, "the answer is XML, but not an EWS envelope.");
        }

        // exchangelib met servers that answer a whole batch with one error; nothing is known of the single items then.
        if (due > 1 && responses is [{ ResponseClass: ResponseClass.Error } only])
        {
            throw new EwsBatchException(trip.Facts, due, only.ResponseCode, only.MessageText, only.MessageXml);
        }

        return answer.Received == due
            ? responses
            : throw new EwsProtocolException(trip.Facts, EwsProtocolErrorKind.WrongCount, $"{due} responses were due and {answer.Received} came.")
            {
                Expected = due,
                Received = answer.Received,
            };
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Operation} answered: {Responses} responses to {RequestBytes} bytes in {Milliseconds} ms, client-request-id {ClientRequestId}")]
    private static partial void LogAnswered(ILogger logger, string operation, int responses, long requestBytes, double milliseconds, Guid clientRequestId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Operation} failed: {Failure}, {Progress}, HTTP {Status}, client-request-id {ClientRequestId}, request-id {RequestId}")]
    private static partial void LogFailed(ILogger logger, string operation, string failure, RequestProgress progress, int? status, Guid clientRequestId, string? requestId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Server did not know {Refused}: requests name {Accepted} from now on")]
    private static partial void LogSteppedDown(ILogger logger, RequestServerVersion refused, RequestServerVersion accepted);
}
