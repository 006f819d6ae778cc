using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>
/// The answer to one operation: one response message an item, in order, whatever becomes of each. Reads leave as they are
/// made; writes are committed before the first byte leaves.
/// </summary>
internal sealed partial class Answer(PipeWriter output, ResponseBuffer buffer, RequestContext context, Pace pace, FaultAction? fault, ILogger logger)
{
    private const int FlushThreshold = 32 * 1024;

    private int _epoch;

    public EwsWriter Writer { get; } = new(buffer);

    public bool HasStarted { get; private set; }

    /// <summary>
    /// Answers one response message for each of <paramref name="elements"/>. <paramref name="answer"/> writes what follows
    /// ResponseCode, or throws <see cref="EwsError"/>, after which <paramref name="container"/> is written empty.
    /// </summary>
    public async ValueTask EachAsync(string operation, IReadOnlyList<SoapElement> elements, string? container, Func<SoapElement, ValueTask> answer, CancellationToken cancellationToken)
    {
        var message = $"m:{operation}ResponseMessage";
        var started = context.Time.GetTimestamp();
        EwsError? stopped = null;
        Begin(operation);
        var count = fault is FaultAction.ShortByOne ? Math.Max(0, elements.Count - 1) : elements.Count;
        for (var i = 0; i < count; i++)
        {
            stopped = Stop(stopped, i, started);
            var mark = buffer.Length;
            var epoch = _epoch;
            try
            {
                if ((stopped ?? (fault as FaultAction.RefuseItem)?.Judge(elements[i])) is { } error)
                {
                    throw error;
                }

                Writer.Start(message);
                Writer.Attribute("ResponseClass", "Success");
                Writer.Element("m:ResponseCode", "NoError");
                await answer(elements[i]);
                Writer.End(message);
            }
            catch (EwsError error) when (epoch == _epoch)
            {
                Refuse(mark, message, error, container);
            }
            catch (Exception e) when (e is not (EwsFault or OperationCanceledException or IOException) && epoch == _epoch)
            {
                ItemFailed(logger, operation, i, e);
                Refuse(mark, message, EwsError.Internal(), container);
            }

            if (stopped is null)
            {
                await pace.AfterItemAsync(cancellationToken);
            }

            if (buffer.Length > FlushThreshold)
            {
                await FlushAsync(cancellationToken);
            }
        }

        End(operation);
    }

    /// <summary>Sends what is written so far. After it nothing of the current item can be taken back.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        context.Commit();
        HasStarted = true;
        await output.WriteAsync(buffer.Written, cancellationToken);
        buffer.Truncate(0);
        _epoch++;
    }

    public void Begin(string operation)
    {
        Envelope.Begin(Writer);
        Writer.Start($"m:{operation}Response");
        Writer.Attribute("xmlns:m", Namespaces.Messages);
        Writer.Attribute("xmlns:t", Namespaces.Types);
        Writer.Start("m:ResponseMessages");
        // Closed at once: the first item may take back all it wrote.
        Writer.Markup([]);
    }

    public void End(string operation)
    {
        Writer.End("m:ResponseMessages");
        Writer.End($"m:{operation}Response");
        Envelope.End(Writer);
    }

    // The first item out of time is told so; those behind it were never tried ([D] responsecode: ErrorTimeoutExpired, ErrorBatchProcessingStopped).
    private EwsError? Stop(EwsError? stopped, int index, long started)
    {
        if (stopped is not null)
        {
            return stopped.Code == "ErrorServerBusy" ? stopped : EwsError.BatchStopped();
        }

        return fault switch
        {
            FaultAction.BatchStopAt stop when index >= stop.Item => EwsError.BatchStopped(),
            FaultAction.ServerBusy { AsStatus: 200 } busy => busy.ToError(),
            _ => context.Time.GetElapsedTime(started) > context.Limits.MaxBatchTime ? EwsError.TimeoutExpired() : null,
        };
    }

    private void Refuse(int mark, string message, EwsError error, string? container)
    {
        buffer.Truncate(mark);
        Writer.Reset();
        ErrorMessage.Write(Writer, message, error, container);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} failed on item {Index} for a reason of ours; it was answered with ErrorInternalServerError")]
    private static partial void ItemFailed(ILogger logger, string operation, int index, Exception exception);
}
