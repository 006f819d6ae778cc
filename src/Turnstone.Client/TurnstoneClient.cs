using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Turnstone.Client;

/// <summary>
/// A Turnstone server over its REST interface. Every call ends with a <see cref="RefusedException"/> where the server says no, and with an
/// <see cref="HttpRequestException"/> where it cannot be reached. Safe for concurrent use.
/// </summary>
public sealed partial class TurnstoneClient : IDisposable
{
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

    private async Task<T> ReadAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException($"The server's answer to {method} {path} is empty.");
    }

    private async Task DoAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(method, path, body, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
        };
        var answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
