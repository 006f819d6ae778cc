using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Turnstone.Client;

/// <summary>
/// A Turnstone server over its REST interface. Every call ends with a <see cref="RefusedException"/> where the server says no, and with an
/// <see cref="HttpRequestException"/> where it cannot be reached. What adds or changes things by POST goes with a key: where the connection breaks off it is
/// sent twice more, and done once. Safe for concurrent use.
/// </summary>
public sealed partial class TurnstoneClient : IDisposable
{
    /// <summary>What the server says of a request that it is still busy with.</summary>
    private const string UnderWay = "idempotency/under-way";

    private const int Attempts = 3;
    private const int Looks = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;

    /// <summary>A client of the server at an address, such as <c>https://turnstone.example.com</c>.</summary>
    /// <param name="server">Where it serves; a path is kept.</param>
    /// <param name="token">A personal access token; null for calls that need none, or a session.</param>
    /// <param name="handler">Replaces the network; disposed with the client. Default: one that keeps cookies.</param>
    public TurnstoneClient(Uri server, string? token = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        var root = server.AbsoluteUri.EndsWith('/') ? server.AbsoluteUri : server.AbsoluteUri + "/";
        _http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = new Uri(root + "api/v1/") };
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Task<T> ReadAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken) => ReadAsync<T>(method, path, body, key: null, cancellationToken);

    private async Task<T> ReadAsync<T>(HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(method, path, body, key, cancellationToken).ConfigureAwait(false);
        return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException($"The server's answer to {method} {path} is empty.");
    }

    /// <summary>Posts what must not be done twice: with a key of its own, by which it is sent again where the connection breaks off before the answer is there.</summary>
    private async Task<T> OnceAsync<T>(string path, object? body, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadAsync<T>(HttpMethod.Post, path, body, key, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException e) when (attempt < Attempts && body is not HttpContent && BrokeOff(e, attempt))
            {
            }
            catch (RefusedException e) when (attempt is > 1 and < Looks && e.Code == UnderWay)
            {
                // The server still does what it was asked before.
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // A server that is not there at first is none that a wait would bring.
    private static bool BrokeOff(HttpRequestException e, int attempt) =>
        e.StatusCode is null
        && e.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        && (attempt > 1 || e.HttpRequestError != HttpRequestError.ConnectionError);

    private async Task DoAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(method, path, body, key: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(string path, Stream output, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, key: null, cancellationToken).ConfigureAwait(false);
        await answer.Content.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
        };
        return await CheckAsync(await _http.SendAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer of a server that did what it was asked.</summary>
    private static async Task<HttpResponseMessage> CheckAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await RefusedException.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A path with its query; parts that are null are left out.</summary>
    private static string With(string path, params (string Name, object? Value)[] query)
    {
        var parts = query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(Text(part.Value!))}").ToList();
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    private static string Text(object value) => value switch
    {
        DateTimeOffset moment => moment.ToString("O"),
        Enum word => JsonSerializer.Serialize(word, word.GetType(), ContractJson.Options).Trim('"'),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
