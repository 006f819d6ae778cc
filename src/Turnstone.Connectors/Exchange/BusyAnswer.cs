using System.Net;
using Turnstone.Ews;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Finds in an answer the wish to be left alone, and whom it concerns.</summary>
internal static class BusyAnswer
{
    /// <summary>A failed request's; null when it has none.</summary>
    public static BackOff? In(EwsException error) => error switch
    {
        EwsFaultException fault => Of(fault.ResponseCode, fault.MessageXml),
        EwsBatchException batch => Of(batch.ResponseCode, batch.MessageXml),
        EwsHttpException { Kind: EwsHttpErrorKind.ServiceUnavailable } http => Of(http),

        // The account was accepted before and is not now: nobody uses it until it was tried again.
        EwsHttpException { Kind: EwsHttpErrorKind.Unauthorized, RetryAfter: { } pause } => new BackOff(BackOffReach.Budget, pause, IsBusy: false),
        _ => null,
    };

    /// <summary>That of an answered request: the longest and farthest of its items', since a batch is charged to one budget.</summary>
    public static BackOff? In<T>(IReadOnlyList<EwsResponse<T>> responses)
        where T : class
    {
        BackOff? worst = null;
        foreach (var response in responses)
        {
            if (!response.IsSuccess && Of(response.ResponseCode, response.MessageXml) is { } found)
            {
                worst = worst is null ? found : new BackOff(
                    found.Reach > worst.Reach ? found.Reach : worst.Reach,
                    found.Hint > worst.Hint ? found.Hint : worst.Hint,
                    found.IsBusy || worst.IsBusy);
            }
        }

        return worst;
    }

    /// <summary>
    /// <list type="bullet">
    /// <item>ErrorServerBusy and ErrorExceededConnectionCount are the throttling policy's, which is the account's (EWS throttling,
    /// table 3). A server busy otherwise uses the same code, and to leave it alone is right then too.</item>
    /// <item>ErrorTooManyObjectsOpened is the store's: 16 sessions of a user and some hundred objects of each, counted by mailbox database
    /// (managed store limits). Mailboxes of other databases go on; with fewer requests at once, as they may lie in the same one.</item>
    /// <item>Memory and resources are the server's own.</item>
    /// <item>Any other refusal that names a time (a database that fails over, a mailbox that moves) is about the mailbox.</item>
    /// </list>
    /// </summary>
    private static BackOff? Of(ResponseCode code, MessageXml details)
    {
        var hint = details.BackOff ?? TimeSpan.Zero;
        if (ExchangeFailures.IsBusyInDisguise(code, details))
        {
            return new BackOff(BackOffReach.Budget, hint, IsBusy: true);
        }

        return code.Name switch
        {
            "ErrorServerBusy" or "ErrorExceededConnectionCount" => new BackOff(BackOffReach.Budget, hint, IsBusy: true),
            "ErrorTooManyObjectsOpened" => new BackOff(BackOffReach.Mailbox, hint, IsBusy: true),
            "ErrorInsufficientResources" or "ErrorNotEnoughMemory" or "ErrorServiceUnavailable" => new BackOff(BackOffReach.Server, hint, IsBusy: true),
            _ => hint > TimeSpan.Zero ? new BackOff(BackOffReach.Mailbox, hint, IsBusy: false) : null,
        };
    }

    /// <summary>503 is IIS whose queue is full; 502 and 504 are said of the one server behind the front end that has the mailbox.</summary>
    private static BackOff Of(EwsHttpException error) => new(
        error.Facts.HttpStatus == (int)HttpStatusCode.ServiceUnavailable ? BackOffReach.Server : BackOffReach.Mailbox,
        error.RetryAfter ?? TimeSpan.Zero,
        IsBusy: error.Facts.HttpStatus == (int)HttpStatusCode.ServiceUnavailable);
}
