using System.Text;
using System.Xml.Linq;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Http;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>One client's requests, one after the other: each goes to the server and back, or wherever its fault leads it.</summary>
internal sealed class EwsConversation
{
    private readonly ProxyConnection _connection;
    private readonly FaultDesk _desk;
    private readonly BackOffWatch _backOffs;
    private readonly FaultProxyOptions _options;
    private readonly ReplyWriter _reply;

    public EwsConversation(ProxyConnection connection, FaultDesk desk, BackOffWatch backOffs, FaultProxyOptions options)
    {
        (_connection, _desk, _backOffs, _options) = (connection, desk, backOffs, options);
        _reply = new ReplyWriter(connection.ToClient, options.Time, connection.FromClient.DrainAsync);
    }

    /// <exception cref="EndedOnPurposeException">A fault ends the connection.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await HttpMessage.ReadHeadAsync(_connection.FromClient, cancellationToken) is { } request)
        {
            if (await ServeAsync(request, cancellationToken))
            {
                break;
            }
        }

        throw new EndedOnPurposeException(Ending.Close);
    }

    /// <summary>One request and its answer; true when the connection ends with it.</summary>
    private async Task<bool> ServeAsync(HttpMessage request, CancellationToken cancellationToken)
    {
        // 1. As much of the request as tells what it is.
        await WelcomeBodyAsync(request, cancellationToken);
        var beginning = request.Length is { } length
            ? await _connection.FromClient.ReadExactlyAsync(Math.Min(length, SoapFacts.Beginning), cancellationToken)
            : [];
        var facts = SoapFacts.Read(beginning, request.Start.Split(' ')[0]);
        var account = $"{request["Authorization"]} {facts.ActsFor}";
        _backOffs.RequestCame(account);
        var atDesk = await _desk.ReceiveAsync(facts.Operation);

        // 2. The rest of it, if that is to come.
        await ReadRestAsync(request, beginning, atDesk, cancellationToken);

        // 3. The answer, from the server or from here.
        var answer = await AnswerAsync(facts.Operation, request, atDesk, cancellationToken);

        // 4. Its way back.
        _reply.Begin(atDesk.Fault);
        if (atDesk.Fault is FaultAction.StallReply or FaultAction.TruncateReply or FaultAction.Trickle)
        {
            atDesk.Happens();
        }

        _backOffs.AnswerLeaves(account, answer.Body);
        await _reply.WriteAsync(answer.ToBytes(), cancellationToken);
        if (atDesk.Fault is FaultAction.DoubleReply)
        {
            atDesk.Happens();
            await _reply.WriteAsync(answer.ToBytes(), cancellationToken);
        }

        return answer.IsLast || request.IsLast;
    }

    // Announced sizes are not refused here: the proxy takes the body in any case, and the server behind it refuses what it does not like.
    private async Task WelcomeBodyAsync(HttpMessage request, CancellationToken cancellationToken)
    {
        if (request["Expect"] is not null)
        {
            request.Remove("Expect");
            await _connection.ToClient.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        }
    }

    private async Task ReadRestAsync(HttpMessage request, byte[] beginning, RequestAtDesk atDesk, CancellationToken cancellationToken)
    {
        if (atDesk.Fault is FaultAction.CutRequest cut && request.Length is { } whole && cut.Bytes < whole)
        {
            await _connection.FromClient.ReadExactlyAsync(Math.Max(0, cut.Bytes - beginning.Length), cancellationToken);
            atDesk.Happens();
            throw new EndedOnPurposeException(Ending.Reset);
        }

        if (request.Length is { } length)
        {
            request.Take([.. beginning, .. await _connection.FromClient.ReadExactlyAsync(length - beginning.Length, cancellationToken)]);
        }
        else
        {
            await request.ReadBodyAsync(_connection.FromClient, cancellationToken);
        }
    }

    private async Task<HttpMessage> AnswerAsync(string operation, HttpMessage request, RequestAtDesk atDesk, CancellationToken cancellationToken)
    {
        switch (atDesk.Fault)
        {
            case FaultAction.DropBeforeProcessing drop:
                atDesk.Happens();
                throw new EndedOnPurposeException(drop.Ending);
            case FaultAction.DropReplyAfterCommit drop:
                await ForwardAsync(request, cancellationToken);
                atDesk.Happens();
                throw new EndedOnPurposeException(drop.Ending);
            case FaultAction.StallRequest:
                atDesk.Happens();
                await _connection.FromClient.DrainAsync(cancellationToken);
                throw new EndedOnPurposeException(Ending.Close);
            case FaultAction.ChangeCertificate:
                atDesk.Happens();
                await _desk.ChangeCertificateAsync();
                throw new EndedOnPurposeException(Ending.Close);
            case FaultAction.Delay delay:
                atDesk.Happens();
                await Task.Delay(delay.Time, _options.Time, cancellationToken);
                return await ForwardAsync(request, cancellationToken);
            case FaultAction.Http503:
                return Instead(atDesk, HttpMessage.Answer(503, Page(503, IisPages.ServiceUnavailable), "text/html"));
            case FaultAction.LoginPage:
                return Instead(atDesk, HttpMessage.Answer(200, Page(200, IisPages.OwaSignIn), "text/html"));
            case FaultAction.InternalServerError:
                return Instead(atDesk, EwsAnswers.Fault(EwsFault.Internal()));
            case FaultAction.ServerBusy { AsStatus: not 200 } busy:
                return Instead(atDesk, EwsAnswers.Fault(EwsFault.ServerBusy(busy.BackOff)));
            case FaultAction.ServerBusy busy when request.Body.Length > 0:
                return Instead(atDesk, EwsAnswers.Errors(operation, Enumerable.Repeat(busy.ToError(), new EwsBatch(request.Body).Count)));
            case FaultAction.HttpStatus status:
                await ForwardIfAsync(status.AfterCommit, request, cancellationToken);
                return Instead(atDesk, HttpMessage.Answer(status.Status, [], contentType: null));
            case FaultAction.Fault fault:
                await ForwardIfAsync(fault.AfterCommit, request, cancellationToken);
                return Instead(atDesk, EwsAnswers.Fault(new EwsFault(fault.Code, "The proxy was told to answer so.")));
            case FaultAction.BatchStopAt stop when request.Body.Length > 0:
                return await WithoutAsync(operation, request, atDesk, index => index >= stop.Item, EwsError.BatchStopped(), cancellationToken);
            case FaultAction.ItemError { AfterCommit: false } error when request.Body.Length > 0:
                return await WithoutAsync(operation, request, atDesk, index => index == error.Item, ErrorOf(error), cancellationToken);
            default:
                return Spoilt(operation, atDesk, await ForwardAsync(request, cancellationToken));
        }
    }

    private static HttpMessage Instead(RequestAtDesk atDesk, HttpMessage answer)
    {
        atDesk.Happens();
        return answer;
    }

    /// <summary>Some parts are kept from the server, and answered here, in their places.</summary>
    private async Task<HttpMessage> WithoutAsync(
        string operation, HttpMessage request, RequestAtDesk atDesk, Func<int, bool> leftOut, EwsError error, CancellationToken cancellationToken)
    {
        var batch = new EwsBatch(request.Body);
        if (!Enumerable.Range(0, batch.Count).Any(leftOut))
        {
            return await ForwardAsync(request, cancellationToken);
        }

        atDesk.Happens();
        if (batch.Without(leftOut) is not { } rest)
        {
            return EwsAnswers.Errors(operation, Enumerable.Repeat(error, batch.Count));
        }

        request.Replace(rest);
        var answer = await ForwardAsync(request, cancellationToken);
        EwsAnswers.TryChange(answer, responses =>
        {
            var given = new Queue<XElement>(responses);
            return Enumerable.Range(0, batch.Count).Select(index => leftOut(index) ? EwsAnswers.ErrorElement(operation, error) : given.Dequeue()).ToList();
        });
        return answer;
    }

    /// <summary>What the server answered, with something wrong in it.</summary>
    private static HttpMessage Spoilt(string operation, RequestAtDesk atDesk, HttpMessage answer)
    {
        var isSpoilt = atDesk.Fault switch
        {
            FaultAction.ShortByOne => EwsAnswers.TryChange(answer, responses => responses.SkipLast(1)),
            FaultAction.ReverseReplies => EwsAnswers.TryChange(answer, responses => responses.Reverse()),
            FaultAction.ItemError error => EwsAnswers.TryChange(
                answer, responses => responses.Select((response, index) => index == error.Item ? EwsAnswers.ErrorElement(operation, ErrorOf(error)) : response)),
            FaultAction.TruncateXml truncate when truncate.Bytes < answer.Body.Length => Cut(answer, truncate.Bytes),
            _ => false,
        };
        if (isSpoilt)
        {
            atDesk.Happens();
        }

        return answer;
    }

    private static bool Cut(HttpMessage answer, int bytes)
    {
        answer.Replace(answer.Body[..bytes]);
        return true;
    }

    private Task ForwardIfAsync(bool executed, HttpMessage request, CancellationToken cancellationToken) =>
        executed ? ForwardAsync(request, cancellationToken) : Task.CompletedTask;

    /// <summary>To the server and back; the server's end of its connection becomes this one's.</summary>
    private async Task<HttpMessage> ForwardAsync(HttpMessage request, CancellationToken cancellationToken)
    {
        // An answer in the clear can be rewritten.
        request.Remove("Accept-Encoding");
        await _connection.ToServer.WriteAsync(request.ToBytes(), cancellationToken);
        await _connection.ToServer.FlushAsync(cancellationToken);
        HttpMessage? answer;
        do
        {
            answer = await HttpMessage.ReadHeadAsync(_connection.FromServer, cancellationToken) ?? throw new EndedOnPurposeException(Ending.Close);
        }
        while (answer.Status < 200);

        if (!request.Start.StartsWith("HEAD ", StringComparison.Ordinal))
        {
            await answer.ReadBodyAsync(_connection.FromServer, cancellationToken);
        }

        return answer;
    }

    private static EwsError ErrorOf(FaultAction.ItemError error) => new(error.Code, "The proxy was told to answer so.");

    private static byte[] Page(int status, string content) => Encoding.UTF8.GetBytes(IisPages.Page(status, content));
}
