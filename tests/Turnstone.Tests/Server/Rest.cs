using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Turnstone.Client;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Short forms for tests that speak REST.</summary>
internal static class Rest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Content = ContentOf(body) }, Cancel);

    // A text is a list; all else is JSON.
    private static HttpContent? ContentOf(object? body) => body switch
    {
        null => null,
        string list => new StringContent(list, Encoding.UTF8, "text/csv"),
        _ => JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
    };

    /// <summary>What an answer that must have succeeded says.</summary>
    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancel)}");
        return (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options, Cancel))!;
    }

    /// <summary>That an answer refuses, and with which code.</summary>
    public static async Task<JsonObject> AssertRefusedAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, string code)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }
}
