using System.Text.Json;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Faults;

/// <summary>What goes wrong with a request. The cases are named in the faults file as here, with a small first letter.</summary>
internal abstract record FaultAction
{
    private FaultAction()
    {
    }

    /// <summary>As the faults file has it.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(GetType().Name);

    /// <summary>The request is executed and committed, then the connection dies without an answer.</summary>
    public sealed record DropReplyAfterCommit(Ending Ending) : FaultAction;

    /// <summary>The connection dies before anything is executed.</summary>
    public sealed record DropBeforeProcessing(Ending Ending) : FaultAction;

    /// <summary>The connection dies when so many bytes of the request's body have come.</summary>
    public sealed record CutRequest(int Bytes) : FaultAction;

    /// <summary>The request is taken and nothing follows, until the client gives up. Nothing is executed.</summary>
    public sealed record StallRequest : FaultAction;

    /// <summary>The request is executed; after so many bytes of the answer nothing follows, until the client gives up.</summary>
    public sealed record StallReply(int Bytes) : FaultAction;

    /// <summary>The answer comes in pieces with a pause before each.</summary>
    public sealed record Trickle(int Bytes, TimeSpan Pause) : FaultAction;

    /// <summary>The answer stops after so many bytes and the connection dies.</summary>
    public sealed record TruncateReply(int Bytes) : FaultAction;

    public sealed record Delay(TimeSpan Time) : FaultAction;

    /// <summary>All connections end, and new ones are shown a certificate of an authority that nobody trusts.</summary>
    public sealed record ChangeCertificate : FaultAction;

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

    /// <summary>A status without a body, as of a load balancer; the request is executed or never arrives.</summary>
    public sealed record HttpStatus(int Status, bool AfterCommit) : FaultAction;

    /// <summary>OWA's sign-in page under status 200, where XML was due.</summary>
    public sealed record LoginPage : FaultAction;

    public sealed record InternalServerError : FaultAction;

    /// <summary>A SOAP fault instead of the answer; the request is executed or not.</summary>
    public sealed record Fault(string Code, bool AfterCommit) : FaultAction;

    /// <summary>From this item of the batch on (0 is the first) nothing is tried.</summary>
    public sealed record BatchStopAt(int Item) : FaultAction;

    /// <summary>One item of the batch is answered by this error; it is executed all the same, or not.</summary>
    public sealed record ItemError(int Item, string Code, bool AfterCommit) : FaultAction;

    /// <summary>Each item whose message has the pattern, every one where there is none, is answered by this error and not executed.</summary>
    public sealed record RefuseItem(string Code) : FaultAction
    {
        public MimePattern? Mime { get; init; }

        public EwsError? Judge(SoapElement item) => Mime?.IsIn(item) ?? true ? new EwsError(Code, "The item was refused on purpose.") : null;
    }

    /// <summary>One response message fewer than items. The stand-in does not execute the last item, behind a proxy it is executed.</summary>
    public sealed record ShortByOne : FaultAction;

    /// <summary>The response messages come last first.</summary>
    public sealed record ReverseReplies : FaultAction;

    /// <summary>A whole HTTP answer around XML that stops after so many bytes.</summary>
    public sealed record TruncateXml(int Bytes) : FaultAction;

    /// <summary>The answer is sent a second time behind itself, where the next one is due.</summary>
    public sealed record DoubleReply : FaultAction;

    /// <summary>After so many bytes of a message the server says BYE, in the middle of the literal, and closes.</summary>
    public sealed record ByeInLiteral(int Bytes) : FaultAction;

    /// <summary>A message comes so many bytes shorter than announced.</summary>
    public sealed record ShortLiteral(int Missing) : FaultAction;

    /// <summary>The others of a fetch come, one does not, and the fetch ends in NO.</summary>
    public sealed record RefuseMessage(uint? Uid, int At) : FaultAction;

    /// <summary>Every UIDVALIDITY is another one from now on.</summary>
    public sealed record ChangeUidValidity : FaultAction;

    /// <summary>A folder is neither listed nor opened from now on.</summary>
    public sealed record FolderGone(string Folder) : FaultAction;

    /// <summary>A folder is listed and opened by another name from now on, and no longer by its own.</summary>
    public sealed record FolderRenamed(string From, string To) : FaultAction;
}
