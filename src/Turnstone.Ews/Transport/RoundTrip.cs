using System.Runtime.ExceptionServices;
using System.Text;
using System.Xml;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Transport;

/// <summary>
/// One request and its answer: knows how far it has come, gives up when nothing moves, and turns whatever goes wrong into an
/// <see cref="EwsException"/> that says so.
/// </summary>
internal sealed class RoundTrip : IDisposable
{
    private readonly EwsTransport _transport;
    private readonly string _operation;
    private readonly SoapRequest _request;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;
    private Reply? _reply;
    private HttpResponseMessage? _response;
    private PeekingReader? _text;
    private volatile RequestProgress _progress = RequestProgress.NotSent;

    public RoundTrip(EwsTransport transport, string operation, SoapRequest request, ServerVersion? server, CancellationToken caller)
    {
        _transport = transport;
        _operation = operation;
        _request = request;
        Budget = new AnswerBudget(transport.Limits);
        _caller = caller;
        _idle = new CancellationTokenSource(transport.IdleTimeout, transport.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _idle.Token);
        Server = server;
    }

    public Guid ClientRequestId { get; } = Guid.NewGuid();

    public ServerVersion? Server { get; set; }

    public AnswerBudget Budget { get; }

    /// <summary>Cancelled by the caller or by idleness.</summary>
    public CancellationToken Token => _either.Token;

    public RequestFacts Facts => new()
    {
        Operation = _operation,
        Host = _transport.Url.Authority,
        Progress = _progress,
        ClientRequestId = ClientRequestId,
        HttpStatus = (int?)_response?.StatusCode,
        RequestId = Header("request-id"),
        FrontEndServer = Header("X-FEServer"),
        BackEndTarget = Header("X-CalculatedBETarget"),
        DiagInfo = Header("X-DiagInfo"),
        Server = Server,
    };

    public void BodyStarted() => _progress = RequestProgress.PartlySent;

    public void BodyEnding() => _progress = RequestProgress.FullySent;

    /// <summary>Something moved: the idle clock starts anew.</summary>
    public void Moved() => _idle.CancelAfter(_transport.IdleTimeout);

    /// <summary>Sends the request and hands the text of an answer that may be SOAP to the reader.</summary>
    public async Task<TResult> RunAsync<TResult>(Func<TextReader, Task<TResult>> read)
    {
        try
        {
            using HttpRequestMessage message = CreateMessage();
            _reply = await _transport.SendAsync(message, Token);
            _response = _reply.Response;
            _progress = RequestProgress.Answered;
            Moved();
            Stream body = await _response.Content.ReadAsStreamAsync(Token);
            AnswerStream answer = new(body, this);
            // A replacing decoder: bytes that are no UTF-8 cost a character, not the answer.
            _text = new PeekingReader(new StreamReader(answer, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 4 * 1024));
            if (await HttpOddities.RecogniseAsync(_response, _text, _request.Length, Facts, _transport.Scheme, _transport.Time) is { } oddity)
            {
                throw oddity;
            }

            return await read(_text);
        }
        catch (EwsException)
        {
            throw;
        }
        catch (MimeDestinationException exception)
        {
            // The caller's own stream failed; its exception is the caller's to understand.
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
        catch (Exception exception) when (Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    public void Dispose()
    {
        _text?.Dispose();
        _reply?.Dispose();
        _either.Dispose();
        _idle.Dispose();
    }

    private HttpRequestMessage CreateMessage()
    {
        HttpRequestMessage message = new(HttpMethod.Post, _transport.Url)
        {
            Content = new SoapContent(_request, this),
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TryAddWithoutValidation("client-request-id", ClientRequestId.ToString("D"));
        // IIS refuses by Content-Length alone. Asking first lets its 404.13 arrive; a client in the middle of a large upload sees but a reset.
        message.Headers.ExpectContinue = _request.Length >= HttpOddities.LargeRequest ? true : null;
        return message;
    }

    private Exception? Translate(Exception exception)
    {
        if (Find<MimeSourceException>(exception) is { } source)
        {
            return new EwsSourceException(Facts, source.Index, source.Message, source.InnerException);
        }

        if (_caller.IsCancellationRequested)
        {
            return new EwsCanceledException(Facts, exception, _caller);
        }

        return exception switch
        {
            SignInException refused => new EwsHttpException(
                Facts with { HttpStatus = refused.HttpStatus, Progress = ProgressOf(refused) }, EwsHttpErrorKind.Unauthorized, refused.Message, refused.NextTry, pageTitle: null, location: null),
            OperationCanceledException when _idle.IsCancellationRequested => new EwsTransportException(
                Facts, EwsTransportErrorKind.IdleTimeout, $"nothing moved for {_transport.IdleTimeout.TotalSeconds:0} s.", exception),
            AnswerLimitException => new EwsProtocolException(Facts, EwsProtocolErrorKind.BeyondLimits, $"the answer was refused: {exception.Message}.", exception),
            XmlException xml => Garbled(xml),
            InvalidDataException => new EwsProtocolException(Facts, EwsProtocolErrorKind.Garbled, $"the answer cannot be decoded: {exception.Message}", exception),
            _ when NetworkFailures.IsOne(exception) => NetworkFailures.Describe(exception, Facts, _transport.Trust.Problem),
            _ => null,
        };
    }

    /// <summary>A refusal that came by HTTP to a request whose body had begun to leave is its answer; to one that had not, it is a knock's.</summary>
    private RequestProgress ProgressOf(SignInException refused) =>
        refused.HttpStatus is not null && _progress != RequestProgress.NotSent ? RequestProgress.Answered : _progress;

    private EwsProtocolException Garbled(XmlException xml) =>
        _text is { IsCutShort: true }
            ? new EwsProtocolException(Facts, EwsProtocolErrorKind.Truncated, $"the answer broke off at line {xml.LineNumber}, position {xml.LinePosition}.", xml)
            : new EwsProtocolException(Facts, EwsProtocolErrorKind.Garbled, $"the answer is not XML at line {xml.LineNumber}, position {xml.LinePosition}.", xml);

    private string? Header(string name) =>
        _response is not null && _response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
