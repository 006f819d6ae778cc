using System.Globalization;
using System.Net;
using Stripe;
using Turnstone.Storage.Licences;

namespace Turnstone.Server.Orders;

/// <summary>
/// Charges cards at Stripe. Each try of an order has a key of its own; however often it is sent, Stripe charges by a key once. Nothing is retried
/// here: what is not known is asked for again by whoever keeps the order. Safe for all threads.
/// </summary>
internal sealed partial class CardPayments : IDisposable
{
    private const string OrderField = "order";
    private const string AttemptField = "attempt";

    private readonly HttpClient _http;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly PaymentIntentService _intents;
    private readonly ILogger<CardPayments> _logger;

    public CardPayments(StripeSettings settings, TimeProvider time, ILogger<CardPayments> logger)
    {
        (_patience, _time, _logger) = (settings.Patience, time, logger);
        _http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        _intents = new PaymentIntentService(new StripeClient(
            settings.Key.Reveal(), httpClient: new SystemNetHttpClient(_http, maxNetworkRetries: 0, enableTelemetry: false), apiBase: settings.Url?.AbsoluteUri.TrimEnd('/')));
    }

    /// <summary>Charges the card of an order's present try, or says what came of it when it was charged before.</summary>
    /// <param name="order">The order; its card and the number of the try are there.</param>
    /// <param name="isFirst">Whether nothing was sent under this try's key before: then even who is not let in knows that nothing was charged.</param>
    /// <param name="cancellationToken">Gives up; what was sent may take effect all the same.</param>
    public Task<CardAnswer> ChargeAsync(LicenceOrder order, bool isFirst, CancellationToken cancellationToken) => AskAsync(isFirst, async bounded =>
    {
        var intent = await _intents.CreateAsync(
            new PaymentIntentCreateOptions
            {
                Amount = new Money(order.UnitPrice, order.Currency).Times(order.Quantity).Minor,
                Currency = order.Currency.ToLowerInvariant(),
                PaymentMethod = order.Card,
                Confirm = true,

                // Nobody is sent to a bank's page and back: this server may have no address outside.
                AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true, AllowRedirects = "never" },
                Description = $"{order.Quantity} User Migration Bundles, order {order.Reference}",
                Metadata = new Dictionary<string, string> { [OrderField] = order.Id.ToString(), [AttemptField] = AttemptOf(order) },
            },
            new RequestOptions { IdempotencyKey = $"turnstone-{order.Id}-{AttemptOf(order)}" },
            bounded);
        return await AnswerAsync(intent, bounded);
    }, cancellationToken);

    /// <summary>What came of a payment that the provider has.</summary>
    public Task<CardAnswer> LookAsync(string paymentId, CancellationToken cancellationToken) => AskAsync(isFirst: false, async bounded =>
        await AnswerAsync(await _intents.GetAsync(paymentId, cancellationToken: bounded), bounded), cancellationToken);

    /// <summary>Looks for an order's present try among the payments since it was placed: keys are forgotten after a day, payments are not.</summary>
    public Task<CardAnswer> FindAsync(LicenceOrder order, CancellationToken cancellationToken) => AskAsync(isFirst: false, async bounded =>
    {
        var since = new PaymentIntentListOptions { Limit = 100, Created = new DateRangeOptions { GreaterThanOrEqual = order.Placed!.Value.UtcDateTime.AddHours(-1) } };
        await foreach (var intent in _intents.ListAutoPagingAsync(since, cancellationToken: bounded))
        {
            if (intent.Metadata?.GetValueOrDefault(OrderField) == order.Id.ToString() && intent.Metadata.GetValueOrDefault(AttemptField) == AttemptOf(order))
            {
                return await AnswerAsync(intent, bounded);
            }
        }

        return new CardAnswer.Declined("The payment never reached the payment provider; nothing was charged. Place the order again.");
    }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static string AttemptOf(LicenceOrder order) => order.CardAttempts.ToString(CultureInfo.InvariantCulture);

    private async Task<CardAnswer> AnswerAsync(PaymentIntent intent, CancellationToken cancellationToken)
    {
        switch (intent.Status)
        {
            case "succeeded":
                return new CardAnswer.Paid(intent.Id);
            case "requires_payment_method" or "canceled":
                return new CardAnswer.Declined(intent.LastPaymentError?.Message ?? "The card was not charged. Use another, or pay by wire transfer.");
            case "requires_action" or "requires_confirmation":
                // It cannot be charged without the holder, whom nobody asks; cancelled, it stays so.
                await _intents.CancelAsync(intent.Id, cancellationToken: cancellationToken);
                return new CardAnswer.Declined("The bank wants the card's holder to confirm this payment, which this server cannot show them. Use another card, or pay by wire transfer.");
            default:
                return new CardAnswer.Pending(intent.Id);
        }
    }

    private async Task<CardAnswer> AskAsync(bool isFirst, Func<CancellationToken, Task<CardAnswer>> ask, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (StripeException e)
        {
            return OfRefusal(e, isFirst);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            NoAnswer(e.GetType().Name);
            return new CardAnswer.Unknown();
        }
    }

    private CardAnswer OfRefusal(StripeException e, bool isFirst)
    {
        if (e.StripeError?.Type == "card_error")
        {
            return new CardAnswer.Declined(e.StripeError.Message ?? "The card was declined.");
        }

        Refused(e.HttpStatusCode, e.StripeError?.Type ?? "", e.StripeError?.Code ?? "");
        var isSure = e.HttpStatusCode switch
        {
            // The same request is wrong each time it is sent, so none before it was carried out.
            HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired => e.StripeError?.Type == "invalid_request_error",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => isFirst,
            _ => false,
        };
        return isSure
            ? new CardAnswer.Declined("The payment provider did not take the payment; nothing was charged. Try another card; if that does not help either, the server's operator finds more in its log.")
            : new CardAnswer.Unknown();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment provider did not answer ({Kind}); it is asked again")]
    private partial void NoAnswer(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment provider refused a request with {Status} ({Type} {Code})")]
    private partial void Refused(HttpStatusCode status, string type, string code);
}
