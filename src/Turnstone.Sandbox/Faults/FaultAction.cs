using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Faults;

/// <summary>What goes wrong with a request. The cases are named in the faults file by their property names.</summary>
internal abstract record FaultAction
{
    private FaultAction()
    {
    }

    /// <summary>The request is executed and committed, then the connection dies without an answer.</summary>
    public sealed record DropReplyAfterCommit : FaultAction;

    /// <summary>The connection dies before anything is executed.</summary>
    public sealed record DropBeforeProcessing : FaultAction;

    /// <summary>ErrorServerBusy: a fault under status 500, or one error an item under 200.</summary>
    public sealed record ServerBusy(TimeSpan? BackOff, int AsStatus) : FaultAction
    {
        public EwsError ToError()
        {
            var fault = EwsFault.ServerBusy(BackOff);
            return new EwsError(fault.Code, fault.Message) { Values = fault.Values };
        }
    }

    /// <summary>IIS's own 503 page, no SOAP.</summary>
    public sealed record Http503 : FaultAction;

    public sealed record Delay(TimeSpan Time) : FaultAction;

    /// <summary>From this item of the batch on (0 is the first) nothing is tried.</summary>
    public sealed record BatchStopAt(int Item) : FaultAction;

    public sealed record InternalServerError : FaultAction;

    /// <summary>The answer stops after so many bytes and the connection dies.</summary>
    public sealed record TruncateReply(int Bytes) : FaultAction;

    /// <summary>OWA's sign-in page under status 200, where XML was due.</summary>
    public sealed record LoginPage : FaultAction;

    /// <summary>One response message fewer than items; the last item is not executed.</summary>
    public sealed record ShortByOne : FaultAction;
}
