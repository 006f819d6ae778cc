using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace Turnstone.Testing.Payments;

/// <summary>
/// As much of Stripe's HTTP interface as payments by card need, on loopback: payment intents with idempotency keys that replay their first answer
/// and refuse other parameters (https://docs.stripe.com/api/idempotent_requests). Cards are Stripe's own for tests.
/// </summary>
public sealed class StripeStandIn : IAsyncDisposable
{
    public const string Key = "sk_test_stand_in";
    public const string GoodCard = "pm_card_visa";
    public const string DeclinedCard = "pm_card_chargeDeclined";
    public const string SlowCard = "pm_card_slow";
    public const string HolderCard = "pm_card_threeDSecureRequired";

    private readonly HttpListener _listener;
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _intents = [];
    private readonly Dictionary<string, (string Asked, int Status, string Answer)> _replies = [];
    private readonly ConcurrentBag<HttpListenerContext> _silent = [];
    private readonly TaskCompletionSource _fellSilent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Intent, long Amount, string Currency)> _charges = [];

    public StripeStandIn()
    {
        (_listener, Url) = Listen();
        _serving = ServeAsync();
    }

    /// <summary>Where it is.</summary>
    public Uri Url { get; }

    /// <summary>What goes wrong with the next requests, one each; nothing when it is empty.</summary>
    public ConcurrentQueue<PaymentTrouble> Troubles { get; } = [];

    /// <summary>Every request, as method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Ends when a request was left without an answer.</summary>
    public Task FellSilent => _fellSilent.Task;

    /// <summary>What cards were charged.</summary>
    public IReadOnlyList<(string Intent, long Amount, string Currency)> Charges
    {
        get
        {
            lock (_lock)
            {
                return [.. _charges];
            }
        }
    }

    /// <summary>Lets payments that are being processed come to their end.</summary>
    public void Finish(bool isPaid)
    {
        lock (_lock)
        {
            foreach (var intent in _intents.Values.Where(intent => (string?)intent["status"] == "processing"))
            {
                if (isPaid)
                {
                    Charge(intent);
                }
                else
                {
                    intent["status"] = "requires_payment_method";
                    intent["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["message"] = "The bank said no in the end." };
                }
            }
        }
    }

    /// <summary>Forgets idempotency keys, as Stripe does after a day.</summary>
    public void ForgetKeys()
    {
        lock (_lock)
        {
            _replies.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _silent)
        {
            context.Response.Abort();
        }

        _listener.Close();
        await _serving;
    }

    private static (HttpListener Listener, Uri Url) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener { Prefixes = { url.AbsoluteUri } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // Somebody else took the port meanwhile.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}");
        var trouble = Troubles.TryDequeue(out var next) ? next : PaymentTrouble.None;
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var (status, answer) = trouble switch
        {
            PaymentTrouble.LostRequest => (0, ""),
            PaymentTrouble.Broken => (500, Error("api_error", "It broke.")),
            PaymentTrouble.TooMany => (429, Error("rate_limit_error", "Too many.")),
            PaymentTrouble.NotLetIn => (401, Error("invalid_request_error", "Invalid API Key provided.")),
            _ => Do(context.Request, body),
        };
        switch (trouble)
        {
            case PaymentTrouble.LostRequest or PaymentTrouble.LostReply:
                context.Response.Abort();
                return;
            case PaymentTrouble.Silence:
                _silent.Add(context);
                _fellSilent.TrySetResult();
                return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        try
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // Whoever asked went away.
        }
    }

    private (int Status, string Answer) Do(HttpListenerRequest request, string body)
    {
        lock (_lock)
        {
            if (request.Headers["Authorization"] != $"Bearer {Key}")
            {
                return (401, Error("invalid_request_error", "Invalid API Key provided."));
            }

            var key = request.Headers["Idempotency-Key"];
            var asked = $"{request.Url!.AbsolutePath} {body}";
            if (request.HttpMethod == "POST" && key is not null && _replies.TryGetValue(key, out var reply))
            {
                return reply.Asked == asked ? (reply.Status, reply.Answer) : (400, Error("idempotency_error", "Keys for idempotent requests can only be used with the same parameters."));
            }

            var (status, answer) = Route(request, HttpUtility.ParseQueryString(body));

            // What was wrong in itself was not carried out, and is not kept.
            if (request.HttpMethod == "POST" && key is not null && status is not 400)
            {
                _replies[key] = (asked, status, answer);
            }

            return (status, answer);
        }
    }

    private (int Status, string Answer) Route(HttpListenerRequest request, NameValueCollection form)
    {
        var parts = request.Url!.AbsolutePath.Trim('/').Split('/');
        if (parts is not ["v1", "payment_intents", ..])
        {
            return (404, Error("invalid_request_error", "Unrecognized request URL."));
        }

        if (parts.Length == 2)
        {
            return request.HttpMethod == "POST" ? Create(form) : List();
        }

        if (!_intents.TryGetValue(parts[2], out var intent))
        {
            return (404, Error("invalid_request_error", "No such payment_intent."));
        }

        if (parts is [_, _, _, "cancel"])
        {
            intent["status"] = "canceled";
        }

        return (200, intent.ToJsonString());
    }

    private (int Status, string Answer) List() =>
        (200, new JsonObject { ["object"] = "list", ["has_more"] = false, ["url"] = "/v1/payment_intents", ["data"] = new JsonArray([.. _intents.Values.Select(intent => intent.DeepClone())]) }.ToJsonString());

    private (int Status, string Answer) Create(NameValueCollection form)
    {
        if (form["confirm"]?.ToUpperInvariant() != "TRUE" || form["automatic_payment_methods[allow_redirects]"] != "never" || !long.TryParse(form["amount"], out var amount))
        {
            return (400, Error("invalid_request_error", "Missing required param."));
        }

        if (form["payment_method"] is not (GoodCard or DeclinedCard or SlowCard or HolderCard))
        {
            return (400, Error("invalid_request_error", "No such PaymentMethod."));
        }

        var metadata = new JsonObject();
        foreach (var name in form.AllKeys.OfType<string>().Where(name => name.StartsWith("metadata[", StringComparison.Ordinal)))
        {
            metadata[name[9..^1]] = form[name];
        }

        var intent = new JsonObject
        {
            ["id"] = $"pi_{_intents.Count + 1}", ["object"] = "payment_intent", ["amount"] = amount, ["currency"] = form["currency"], ["description"] = form["description"], ["metadata"] = metadata,
        };
        _intents[(string)intent["id"]!] = intent;
        switch (form["payment_method"])
        {
            case GoodCard:
                Charge(intent);
                return (200, intent.ToJsonString());
            case DeclinedCard:
                intent["status"] = "requires_payment_method";
                return (402, Error("card_error", "Your card was declined."));
            default:
                intent["status"] = form["payment_method"] == SlowCard ? "processing" : "requires_action";
                return (200, intent.ToJsonString());
        }
    }

    private void Charge(JsonObject intent)
    {
        intent["status"] = "succeeded";
        _charges.Add(((string)intent["id"]!, (long)intent["amount"]!, (string)intent["currency"]!));
    }

    private static string Error(string type, string message) => new JsonObject { ["error"] = new JsonObject { ["type"] = type, ["message"] = message } }.ToJsonString();
}
