using System.Net;
using System.Text.Json;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>Asks an OAuth token endpoint (RFC 6749 section 5) and turns what it answers into a token or a failure.</summary>
internal sealed class TokenEndpoint
{
    private const int LongestAnswer = 64 << 10;
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);
    private readonly Uri _endpoint;
    private readonly HttpClient _http;

    /// <exception cref="FormatException">The endpoint would see the secret in the clear.</exception>
    public TokenEndpoint(Uri endpoint, HttpClient http)
    {
        if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
        {
            throw new FormatException($"The token endpoint {endpoint.GetLeftPart(UriPartial.Path)} is not https, so a secret would cross the network in the clear.");
        }

        _endpoint = endpoint;
        _http = http;
    }

    /// <summary>One request; a refusal is final, trouble of the endpoint passes.</summary>
    /// <param name="form">What is sent.</param>
    /// <param name="who">For whom, as part of a sentence.</param>
    /// <param name="advise">What to do about an error code.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<FetchedToken> RequestAsync(
        IReadOnlyDictionary<string, string> form, string who, Func<string, string> advise, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var answer = await ReadAsync(response, cancellationToken);
            var root = answer?.RootElement;
            if (response.IsSuccessStatusCode && Text(root, "access_token") is { Length: > 0 } token)
            {
                return new FetchedToken(new Secret(token), Lifetime(root));
            }

            throw Refused(response.StatusCode, Text(root, "error"), Text(root, "error_description"), who, advise);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or System.Net.Sockets.SocketException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var why = error is TaskCanceledException ? "it does not answer in time" : error.Message;
            throw Failed(FailureCodes.SourceUnreachable, $"The token endpoint {_endpoint.Host} cannot be reached: {why}", "Check its address and the way there, proxies included.", RetryAdvice.Soon, error);
        }
    }

    private SessionException Refused(HttpStatusCode status, string? error, string? description, string who, Func<string, string> advise)
    {
        if ((int)status >= 500 || status == HttpStatusCode.TooManyRequests)
        {
            return Failed(
                FailureCodes.SourceUnreachable, FormattableString.Invariant($"The token endpoint {_endpoint.Host} is in trouble (HTTP {(int)status})."),
                "Nothing to do if it passes.", RetryAdvice.Soon);
        }

        var words = error is null
            ? FormattableString.Invariant($"HTTP {(int)status} and no token in the answer")
            : description is { Length: > 0 } ? $"{error} ({Short(description)})" : Short(error);
        return Failed(FailureCodes.SourceSignIn, $"The token endpoint {_endpoint.Host} gave no token to {who}: {words}.", advise(error ?? ""), RetryAdvice.No);
    }

    /// <summary>Null where the answer is no JSON object of a sane size.</summary>
    private static async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[LongestAnswer];
        var length = await body.ReadAtLeastAsync(buffer, LongestAnswer, throwOnEndOfStream: false, cancellationToken);
        try
        {
            var answer = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (answer.RootElement.ValueKind == JsonValueKind.Object)
            {
                return answer;
            }

            answer.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? root, string name) =>
        root is { } known && known.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Some endpoints write the seconds as text.</summary>
    private static TimeSpan Lifetime(JsonElement? root)
    {
        if (root is not { } known || !known.TryGetProperty("expires_in", out var value))
        {
            return DefaultLifetime;
        }

        double? seconds = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var number) => number,
            JsonValueKind.String when int.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
        return seconds is > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, LongestLifetime.TotalSeconds)) : DefaultLifetime;
    }

    private static string Short(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim().TrimEnd('.');
        return line.Length > 300 ? line[..300] + "…" : line;
    }

    private static SessionException Failed(FailureCode code, string message, string remedy, RetryAdvice retry, Exception? inner = null) => new(
        new Failure { Side = FailureSide.Source, Scope = FailureScope.Mailbox, Code = code, Message = message, Remedy = remedy, Retry = retry },
        innerException: inner);
}
