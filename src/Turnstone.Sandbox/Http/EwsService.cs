using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Operations;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Throttling;

namespace Turnstone.Sandbox.Http;

/// <summary>One EWS request from body to answer: read, validate, admit, execute, commit, send. Faults are told apart here and only here.</summary>
internal sealed partial class EwsService(
    MailboxDirectory mailboxes, ThrottlingBudgets budgets, SchemaGate? schema, FaultPlan? faults, ServerLimits limits, bool isMeasured, TimeProvider time, ILogger logger)
{
    public async Task HandleAsync(HttpContext http, Caller caller)
    {
        try
        {
            await ServeAsync(http, caller);
        }
        catch (EwsFault fault)
        {
            await WriteFaultAsync(http, fault);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested || e is IOException or BadHttpRequestException or OperationCanceledException)
        {
            http.Abort();
        }
        catch (Exception e)
        {
            RequestFailed(logger, e);
            await WriteFaultAsync(http, EwsFault.Internal());
        }
    }

    private async Task ServeAsync(HttpContext http, Caller caller)
    {
        using var request = isMeasured
            ? await MimeCarver.ReadAsync(http.Request.BodyReader, schema, http.RequestAborted)
            : await RequestBody.ReadAsync(http.Request, schema, http.RequestAborted);
        var name = request.Operation.Name;
        var actor = request.Header("ExchangeImpersonation") is { } header ? mailboxes.Impersonate(caller, header) : caller;
        var account = actor == caller ? caller.Account.Alias : actor.Account.SmtpAddress!;
        budgets.Arrive(account);
        var fault = faults?.Next(name, request.Operation);
        if (fault is FaultAction.ServerBusy { BackOff: { } backOff })
        {
            budgets.Told(account, backOff);
        }

        if (await InterruptAsync(http, fault))
        {
            return;
        }

        var operation = OperationTable.Find(name) ?? throw EwsFault.InvalidRequest();
        using var lease = Admit(account, name);
        if (limits.LeastRequestTime > TimeSpan.Zero)
        {
            await Task.Delay(limits.LeastRequestTime, time, http.RequestAborted);
        }

        var context = new RequestContext(mailboxes, actor, limits, time);
        await ExecuteAsync(http, operation, request, context, new BudgetPace(lease, time), fault);
    }

    private async Task ExecuteAsync(HttpContext http, Operation operation, SoapRequest request, RequestContext context, Pace pace, FaultAction? fault)
    {
        using var buffer = new ResponseBuffer();
        using var captured = fault is FaultAction.DropReplyAfterCommit or FaultAction.TruncateReply ? new MemoryStream() : null;
        http.Response.ContentType = "text/xml; charset=utf-8";
        var output = captured is not null ? PipeWriter.Create(captured, new StreamPipeWriterOptions(leaveOpen: true)) : Output(http);
        var answer = new Answer(output, buffer, context, pace, fault, logger);
        try
        {
            await operation(context, request.Operation, answer, http.RequestAborted);
        }
        finally
        {
            // What was done stays done, also when the client has gone or a later item brought the request down.
            context.Commit();
        }

        await answer.FlushAsync(http.RequestAborted);
        await output.CompleteAsync();
        if (captured is not null)
        {
            await BreakOffAsync(http, captured, fault);
        }
    }

    // What can go wrong before a request is executed; true when there is nothing left to do.
    private async Task<bool> InterruptAsync(HttpContext http, FaultAction? fault)
    {
        switch (fault)
        {
            case FaultAction.DropBeforeProcessing:
                http.Abort();
                return true;
            case FaultAction.Http503:
                await IisPages.WriteAsync(http, 503, IisPages.ServiceUnavailable);
                return true;
            case FaultAction.LoginPage:
                await IisPages.WriteAsync(http, 200, IisPages.OwaSignIn);
                return true;
            case FaultAction.InternalServerError:
                throw EwsFault.Internal();
            case FaultAction.ServerBusy { AsStatus: not 200 } busy:
                throw EwsFault.ServerBusy(busy.BackOff);
            case FaultAction.Delay delay:
                await Task.Delay(delay.Time, time, http.RequestAborted);
                return false;
            default:
                return false;
        }
    }

    private static async Task BreakOffAsync(HttpContext http, MemoryStream captured, FaultAction? fault)
    {
        if (fault is FaultAction.TruncateReply truncate)
        {
            await http.Response.Body.WriteAsync(captured.GetBuffer().AsMemory(0, (int)Math.Min(truncate.Bytes, captured.Length)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }

        http.Abort();
    }

    private ThrottlingLease Admit(string account, string operation)
    {
        switch (budgets.TryEnter(account, operation is "SyncFolderItems" or "SyncFolderHierarchy"))
        {
            case Admission.Admitted admitted:
                return admitted.Lease;
            case Admission.Refused refused:
                throw new EwsFault(refused.ResponseCode, refused.Text) { Values = [.. refused.MessageXml.Select(value => (value.Key, value.Value))] };
            default:
                throw EwsFault.Internal();
        }
    }

    // Only where offered ([I] exchangelib#320).
    private static PipeWriter Output(HttpContext http)
    {
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return http.Response.BodyWriter;
        }

        http.Response.Headers.Vary = "Accept-Encoding";
        http.Response.Headers.ContentEncoding = "gzip";
        return PipeWriter.Create(new GZipStream(http.Response.Body, CompressionLevel.Fastest));
    }

    private static async Task WriteFaultAsync(HttpContext http, EwsFault fault)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        using var buffer = new ResponseBuffer();
        Envelope.WriteFault(new EwsWriter(buffer), fault);
        http.Response.Headers.Remove("Content-Encoding");
        http.Response.Headers.Remove("Vary");
        http.Response.StatusCode = 500;
        http.Response.ContentType = "text/xml; charset=utf-8";
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed for a reason of ours and was answered with ErrorInternalServerError")]
    private static partial void RequestFailed(ILogger logger, Exception exception);
}
