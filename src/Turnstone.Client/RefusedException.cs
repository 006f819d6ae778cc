using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Client;

/// <summary>The server did not do what it was asked, and said why.</summary>
public sealed class RefusedException : Exception
{
    private RefusedException(
        HttpStatusCode status, string code, string message, IReadOnlyDictionary<string, IReadOnlyList<string>> fields, IReadOnlyList<ListFaultInfo> faults)
        : base(message) => (Status, Code, Fields, Faults) = (status, code, fields, faults);

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Which refusal; the codes are listed in docs/rest.md. <c>http/</c> and the status where the answer has none.</summary>
    public string Code { get; }

    /// <summary>What is wrong with fields of the request, by their names; empty where it is none of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; }

    /// <summary>Everything that is wrong with a list that was sent; empty where none was.</summary>
    public IReadOnlyList<ListFaultInfo> Faults { get; }

    internal static async Task<RefusedException> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var problem = await ParseAsync(answer, cancellationToken).ConfigureAwait(false);
        var fields = problem?["errors"] is JsonObject errors
            ? errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)[.. (error.Value as JsonArray ?? []).Select(text => text?.ToString() ?? "")])
            : [];
        var message = problem?["detail"]?.ToString() ?? fields.Values.SelectMany(texts => texts).FirstOrDefault() ?? problem?["title"]?.ToString() ?? "";
        return new RefusedException(
            answer.StatusCode,
            problem?["code"]?.ToString() ?? $"http/{(int)answer.StatusCode}",
            message.Length > 0 ? message : $"The server answered {(int)answer.StatusCode} {answer.ReasonPhrase}.",
            fields,
            problem?["faults"]?.Deserialize<IReadOnlyList<ListFaultInfo>>(ContractJson.Options) ?? []);
    }

    private static async Task<JsonObject?> ParseAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
