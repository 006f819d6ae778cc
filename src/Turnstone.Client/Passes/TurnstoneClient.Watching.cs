using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Turnstone.Client.Passes;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>
    /// Shows passes of a project as they go on: first those that are not over, then whichever changes. Null stands for a moment in which none did,
    /// so that whoever watches can tell a quiet line from one that is gone. Ends when the server ends it.
    /// </summary>
    public async IAsyncEnumerable<PassInfo?> WatchPassesAsync(Guid project, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"projects/{project}/passes/events");
        using var answer = await CheckAsync(
            await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var line = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (line.ConfigureAwait(false))
        {
            await foreach (var happened in SseParser.Create(line, Parse).EnumerateAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened.Data;
            }
        }
    }

    private static PassInfo? Parse(string kind, ReadOnlySpan<byte> data) =>
        kind == "pass" ? JsonSerializer.Deserialize<PassInfo>(data, ContractJson.Options) : null;
}
