using System.Globalization;
using System.Text;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>A request or an answer of HTTP/1.1: its head as lines, and its body whole.</summary>
internal sealed class HttpMessage
{
    private readonly List<string> _headers = [];

    private HttpMessage(string start) => Start = start;

    /// <summary>Request line or status line.</summary>
    public string Start { get; }

    public byte[] Body { get; private set; } = [];

    /// <summary>The status; 0 for a request.</summary>
    public int Status => Start.StartsWith("HTTP/", StringComparison.Ordinal) && int.TryParse(Start.Split(' ')[1], CultureInfo.InvariantCulture, out var status) ? status : 0;

    /// <summary>How many bytes the body was announced to have; null where that was not said, as with chunks.</summary>
    public int? Length => this["Content-Length"] is { } length ? int.Parse(length, CultureInfo.InvariantCulture) : null;

    public bool IsChunked => this["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the connection ends with this message.</summary>
    public bool IsLast => this["Connection"]?.Contains("close", StringComparison.OrdinalIgnoreCase) == true || Start.Contains("HTTP/1.0", StringComparison.Ordinal);

    public string? this[string name] => _headers.Find(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The next head; null at the end of the connection.</summary>
    public static async Task<HttpMessage?> ReadHeadAsync(WireReader reader, CancellationToken cancellationToken)
    {
        if (await LineAsync(reader, cancellationToken) is not { Length: > 0 } start)
        {
            return null;
        }

        var message = new HttpMessage(start);
        while (await LineAsync(reader, cancellationToken) is { Length: > 0 } line)
        {
            message._headers.Add(line);
        }

        return message;
    }

    /// <summary>An answer of our own.</summary>
    public static HttpMessage Answer(int status, byte[] body, string? contentType)
    {
        // The reason phrase means nothing to a client (RFC 9112 section 4).
        var answer = new HttpMessage(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Proxied"));
        if (contentType is not null)
        {
            answer._headers.Add($"Content-Type: {contentType}");
        }

        answer.Replace(body);
        return answer;
    }

    /// <summary>Reads the body: chunks until the last, bytes as announced, or, of an answer that announces nothing, all there is.</summary>
    public async Task ReadBodyAsync(WireReader reader, CancellationToken cancellationToken)
    {
        if (IsChunked)
        {
            Replace(await ReadChunksAsync(reader, cancellationToken));
        }
        else if (Length is { } length)
        {
            Body = await reader.ReadExactlyAsync(length, cancellationToken);
        }
        else if (Status is >= 200 and not 204 and not 304)
        {
            Remove("Connection");
            _headers.Add("Connection: close");
            Replace(await ReadRestAsync(reader, cancellationToken));
        }
    }

    public void Remove(string name) => _headers.RemoveAll(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>Another body, announced by its length.</summary>
    public void Replace(byte[] body)
    {
        Body = body;
        Remove("Transfer-Encoding");
        Remove("Content-Length");
        _headers.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"));
    }

    /// <summary>The body as it was read, piece by piece elsewhere.</summary>
    public void Take(byte[] body) => Body = body;

    /// <summary>As it goes over the wire.</summary>
    public byte[] ToBytes() => [.. Encoding.Latin1.GetBytes(string.Join("\r\n", [Start, .. _headers]) + "\r\n\r\n"), .. Body];

    private static async Task<string> LineAsync(WireReader reader, CancellationToken cancellationToken) =>
        Encoding.Latin1.GetString(await reader.ReadLineAsync(cancellationToken)).TrimEnd('\r', '\n');

    private static async Task<byte[]> ReadChunksAsync(WireReader reader, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (int.Parse((await LineAsync(reader, cancellationToken)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            await body.WriteAsync(await reader.ReadExactlyAsync(size, cancellationToken), cancellationToken);
            await LineAsync(reader, cancellationToken);
        }

        while (await LineAsync(reader, cancellationToken) is { Length: > 0 })
        {
            // Trailers say nothing that anybody here would miss.
        }

        return body.ToArray();
    }

    private static async Task<byte[]> ReadRestAsync(WireReader reader, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (await reader.ReadSomeAsync(long.MaxValue, cancellationToken) is { Length: > 0 } some)
        {
            await body.WriteAsync(some, cancellationToken);
        }

        return body.ToArray();
    }
}
