using System.Net;
using System.Text;

namespace Turnstone.Ews.Transport;

/// <summary>Reads how a request of a certain size was answered.</summary>
internal static class SizeAnswers
{
    /// <summary>A fault's code stands in its first lines.</summary>
    private const int FaultHead = 4 * 1024;

    private const int LongestName = 100;

    /// <summary>Added by Exchange 2013 and later to every answer ([R]); X-FEServer and X-BEServer name its two halves.</summary>
    private static readonly string[] OfExchange = ["X-FEServer", "X-BEServer", "X-CalculatedBETarget"];

    public static async Task<SizeAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        SizeAnswer answer = new(response.StatusCode, response.Content.Headers.ContentType?.MediaType)
        {
            IsThroughFrontEnd = OfExchange.Any(response.Headers.Contains),
            Server = NameOf(response),
        };
        return answer with { IsBusy = answer.IsFromEws && response.StatusCode == HttpStatusCode.InternalServerError && await IsBusyAsync(response, cancellationToken) };
    }

    private static string? NameOf(HttpResponseMessage response)
    {
        string name = string.Join(", ", new[] { response.Headers.Server.ToString(), response.Headers.Via.ToString() }.Where(text => text.Length > 0));
        return name.Length == 0 ? null : name.Length > LongestName ? name[..LongestName] : name;
    }

    private static async Task<bool> IsBusyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] head = new byte[FaultHead];
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        int read = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        string text = Encoding.UTF8.GetString(head, 0, read);
        return text.Contains("ErrorServerBusy", StringComparison.Ordinal) || text.Contains("ErrorExceededConnectionCount", StringComparison.Ordinal);
    }
}
