using Turnstone.Engine.Failures;

namespace Turnstone.Testing;

/// <summary>Failures for tests, in one place.</summary>
public static class Trouble
{
    /// <summary>A request failed as a whole.</summary>
    public static SessionException At(
        FailureSide side,
        FailureCode code,
        FailureScope scope = FailureScope.Mailbox,
        string message = "Trouble made by a test.",
        RetryAdvice? retry = null,
        RequestFate fate = RequestFate.Unsent) =>
        new(new Failure { Side = side, Scope = scope, Code = code, Message = message, Retry = retry ?? RetryAdvice.No }, fate);

    /// <summary>The connection to the source broke; worth another try.</summary>
    public static SessionException SourceLost() =>
        At(FailureSide.Source, FailureCodes.SourceConnectionLost, retry: RetryAdvice.Soon);

    /// <summary>The destination cannot be reached; nothing was sent.</summary>
    public static SessionException Unsent() =>
        At(FailureSide.Destination, FailureCodes.DestinationUnreachable, retry: RetryAdvice.Soon);

    /// <summary>The request left, no answer came.</summary>
    public static SessionException ReplyLost() =>
        At(FailureSide.Destination, FailureCodes.DestinationReplyLost, retry: RetryAdvice.Soon, fate: RequestFate.MayStillRun);

    /// <summary>The server answered, but not about the items.</summary>
    public static SessionException Finished() =>
        At(FailureSide.Destination, FailureCodes.DestinationProtocol, retry: RetryAdvice.Soon, fate: RequestFate.Finished);

    /// <summary>The destination asks for patience.</summary>
    public static SessionException Throttled(TimeSpan delay) =>
        At(FailureSide.Destination, FailureCodes.DestinationThrottled, retry: RetryAdvice.After(delay));

    /// <summary>The mailbox cannot be used at all.</summary>
    public static SessionException Denied() => At(FailureSide.Destination, FailureCodes.DestinationAccessDenied);

    /// <summary>One item is refused for good.</summary>
    public static Failure Refused(FailureCode? code = null, RetryAdvice? retry = null) => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = code ?? FailureCodes.DestinationItemRefused,
        Message = "A test refuses this item.",
        Retry = retry ?? RetryAdvice.No,
    };

    /// <summary>One item the source will not hand out.</summary>
    public static Failure Unreadable() => new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Item,
        Code = FailureCodes.SourceItemUnreadable,
        Message = "A test hides this item.",
    };
}
