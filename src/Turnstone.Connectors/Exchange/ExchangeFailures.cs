using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Turns what the EWS client answers or throws into a failure, once.</summary>
internal static class ExchangeFailures
{
    /// <summary>Servers say zero while meaning more (ews-managed-api issue 293); the caller's own curve takes it from here.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>The failure a single answer stands for.</summary>
    public static Failure From(ResponseCode code, string? text, MessageXml details)
    {
        var entry = MeaningOf(code, details);
        return new Failure
        {
            Side = FailureSide.Destination,
            Scope = entry.Scope,
            Code = entry.Code,
            Message = $"Exchange {entry.What} ({code}{(string.IsNullOrWhiteSpace(text) ? "" : ": " + text.Trim())}).",
            Remedy = entry.Remedy,
            Retry = entry.Meaning switch
            {
                AnswerMeaning.Wait => RetryAdvice.After(Longer(details.BackOff)),
                AnswerMeaning.Again or AnswerMeaning.Ask => RetryAdvice.Soon,
                _ => RetryAdvice.No,
            },
        };
    }

    /// <summary>
    /// The table's entry, except that an internal error may be a busy server in disguise (EWS throttling, table 4: HTTP 200 with
    /// ErrorInternalServerError around ErrorServerBusy).
    /// </summary>
    public static AnswerTable.Entry MeaningOf(ResponseCode code, MessageXml details) =>
        AnswerTable.Look(IsBusyInDisguise(code, details) ? ResponseCode.ErrorServerBusy : code);

    /// <summary>Whether an internal error names a busy server as its cause, or a time to come back.</summary>
    public static bool IsBusyInDisguise(ResponseCode code, MessageXml details) =>
        code == ResponseCode.ErrorInternalServerError
        && (details.BackOff is not null || details.InnerResponseCode == ResponseCode.ErrorServerBusy);

    /// <summary>A whole request that failed.</summary>
    /// <param name="error">What the client threw.</param>
    /// <param name="mailbox">Whose mailbox it was about.</param>
    public static SessionException From(EwsException error, SmtpAddress mailbox)
    {
        var (failure, fate) = error switch
        {
            EwsFaultException fault => (From(fault.ResponseCode, fault.Detail ?? fault.FaultString, fault.MessageXml), FateOfFault(fault)),
            EwsBatchException batch => (From(batch.ResponseCode, batch.MessageText, batch.MessageXml), RequestFate.Finished),
            EwsHttpException http => (From(http), FateOf(http)),
            EwsTransportException transport => (From(transport), FateOf(transport)),
            EwsProtocolException => (Make(FailureCodes.DestinationProtocol, ScopeOf(error), error.Message, "Nothing to do if it passes; if not, something between here and Exchange spoils its answers.", RetryAdvice.Soon), FateOf(error)),
            EwsSourceException when error.GetBaseException() is SessionException own => (own.Failure, RequestFate.Unsent),
            EwsSourceException => (Make(FailureCodes.LocalDisk, FailureScope.Project, error.Message, "Check the disk that holds the temporary folder.", RetryAdvice.No) with { Side = FailureSide.Local }, RequestFate.Unsent),
            _ => (Make(FailureCodes.DestinationProtocol, FailureScope.Mailbox, error.Message, "Run the pass again.", RetryAdvice.Soon), FateOf(error)),
        };
        if (failure.Code == FailureCodes.DestinationMailboxNotFound
            || failure.Code == FailureCodes.DestinationAccessDenied
            || failure.Code == FailureCodes.DestinationImpersonationDenied)
        {
            failure = failure with { Message = $"{mailbox}: {failure.Message}" };
        }

        return new SessionException(failure, fate, error);
    }

    /// <summary>A refusal by the web server before EWS looked at the request, which therefore did nothing.</summary>
    private static Failure From(EwsHttpException error) => error.Kind switch
    {
        EwsHttpErrorKind.Unauthorized when error.RetryAfter is { } pause => Make(
            FailureCodes.DestinationSignIn, FailureScope.Project, error.Message,
            "It had been accepted before: it is tried once more after a pause, and then not again.", RetryAdvice.After(Longer(pause))),
        EwsHttpErrorKind.Unauthorized => Make(
            FailureCodes.DestinationSignIn, FailureScope.Project, error.Message,
            "Check the account and its password in Outlook on the web; tries are not repeated, so that the account is not locked.", RetryAdvice.No),
        EwsHttpErrorKind.Forbidden => Make(
            FailureCodes.DestinationForbidden, FailureScope.Mailbox, error.Message,
            "Look at Get-CASMailbox (EwsEnabled, EwsApplicationAccessPolicy) of the account and at Get-OrganizationConfig.", RetryAdvice.No),
        EwsHttpErrorKind.RequestTooLarge => TooLarge(error.Message),
        EwsHttpErrorKind.ServiceUnavailable => Make(
            FailureCodes.DestinationThrottled, FailureScope.Mailbox, error.Message, "Nothing to do if it passes.", RetryAdvice.After(Longer(error.RetryAfter))),
        EwsHttpErrorKind.Other => Make(
            FailureCodes.DestinationUnavailable, ScopeOf(error), error.Message, "Nothing to do if it passes; if not, look at the server's IIS log.", RetryAdvice.Soon),
        // In the middle of a run it is a load balancer's hiccup; at the start patience is short.
        EwsHttpErrorKind.LoginPage or EwsHttpErrorKind.WebPage => Make(
            FailureCodes.DestinationNotExchange, FailureScope.Project, error.Message, "Give the server's own EWS address: https://host/EWS/Exchange.asmx.", RetryAdvice.Soon),
        EwsHttpErrorKind.NotFound or EwsHttpErrorKind.Redirected => Make(
            FailureCodes.DestinationNotExchange, FailureScope.Project, error.Message, "Give the server's own EWS address: https://host/EWS/Exchange.asmx.", RetryAdvice.No),
        _ => throw new InvalidOperationException("A kind of HTTP error that is not known here."),
    };

    private static Failure From(EwsTransportException error) => error.Kind switch
    {
        EwsTransportErrorKind.NameNotResolved => Make(
            FailureCodes.DestinationUnreachable, FailureScope.Project, error.Message, "Check the spelling of the host and this machine's DNS.", RetryAdvice.Soon),
        EwsTransportErrorKind.ConnectionRefused or EwsTransportErrorKind.ConnectFailed => Make(
            FailureCodes.DestinationUnreachable, FailureScope.Project, error.Message, "Check the address, the port and the firewalls between.", RetryAdvice.Soon),
        EwsTransportErrorKind.Tls => Make(
            FailureCodes.DestinationCertificate, FailureScope.Project, error.Message,
            "Use the name the certificate is made out to, have it renewed, or name its authority's PEM file with --trust.", RetryAdvice.No),
        EwsTransportErrorKind.ConnectionReset or EwsTransportErrorKind.IdleTimeout or EwsTransportErrorKind.Other =>
            error.Progress is RequestProgress.NotSent or RequestProgress.PartlySent
                ? Make(FailureCodes.DestinationUnavailable, ScopeOf(error), error.Message, "Nothing to do if it passes.", RetryAdvice.Soon)
                : Make(FailureCodes.DestinationReplyLost, ScopeOf(error), error.Message, "Nothing to do: Exchange is asked what arrived before anything is sent again.", RetryAdvice.Soon),
        _ => throw new InvalidOperationException("A kind of network error that is not known here."),
    };

    /// <summary>The server asked everybody who draws on the same budget to wait, and this request was not sent.</summary>
    public static Failure Held(TimeSpan left) => Make(
        FailureCodes.DestinationThrottled, FailureScope.Mailbox, "Exchange asked this account to wait.", "Nothing to do if it passes.", RetryAdvice.After(left));

    /// <summary>An item that makes a request larger than the server takes.</summary>
    public static Failure TooLarge(string message) => Make(
        FailureCodes.DestinationItemTooLarge,
        FailureScope.Item,
        message,
        "Raise maxAllowedContentLength (front and back end) and maxReceivedMessageSize in EWS's web.config files; by default 64 MiB of request take a message of 48 MB.",
        RetryAdvice.No);

    /// <summary>
    /// A fault that refuses the request as such did nothing. Any other one, a busy server's too, does not say what became of each item,
    /// so the items are asked about: a question costs little, a guess costs a duplicate.
    /// </summary>
    private static RequestFate FateOfFault(EwsFaultException fault) => MeaningOf(fault.ResponseCode, fault.MessageXml).Meaning switch
    {
        AnswerMeaning.Refuse or AnswerMeaning.End => RequestFate.Unsent,
        _ => fault.ResponseCode == ResponseCode.ErrorTimeoutExpired ? RequestFate.MayStillRun : RequestFate.Finished,
    };

    private static RequestFate FateOf(EwsHttpException error) => error.Kind switch
    {
        // A proxy that gave up waiting (502, 504) says nothing of the server behind it; a 503 is said at once.
        EwsHttpErrorKind.ServiceUnavailable => error.Facts.HttpStatus is 502 or 504 ? RequestFate.MayStillRun : RequestFate.Finished,

        // Said by IIS before EWS saw the request.
        EwsHttpErrorKind.Unauthorized or EwsHttpErrorKind.Forbidden or EwsHttpErrorKind.RequestTooLarge => RequestFate.Unsent,
        _ => RequestFate.Finished,
    };

    private static RequestFate FateOf(EwsException error) => error.Progress switch
    {
        RequestProgress.NotSent or RequestProgress.PartlySent => RequestFate.Unsent,
        RequestProgress.FullySent => RequestFate.MayStillRun,

        // It had begun to answer, so its work was over.
        RequestProgress.Answered => RequestFate.Finished,
        _ => RequestFate.MayStillRun,
    };

    /// <summary>A delivery that breaks off may do so over one of its items, which halving finds; anything else is about the mailbox.</summary>
    private static FailureScope ScopeOf(EwsException error) => error.Facts.Operation == nameof(CreateItem) ? FailureScope.Item : FailureScope.Mailbox;

    private static TimeSpan Longer(TimeSpan? backOff) => backOff is { } given && given > ShortestWait ? given : ShortestWait;

    private static Failure Make(FailureCode code, FailureScope scope, string message, string remedy, RetryAdvice retry) => new()
    {
        Side = FailureSide.Destination,
        Scope = scope,
        Code = code,
        Message = message,
        Remedy = remedy,
        Retry = retry,
    };
}
