using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Turnstone.Sandbox.Imap;

/// <summary>
/// IMAP word for word, to set up and disturb mailboxes of a sandbox: it waits for each literal's go-ahead, for not every server has
/// LITERAL+ (Courier has not), and sends messages as the bytes they are.
/// </summary>
public sealed class LineClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private NetworkStream _stream = null!;
    private StreamReader _reader = null!;
    private int _tag;

    private LineClient()
    {
    }

    /// <summary>Connects to a port of the loopback address and signs in.</summary>
    public static async Task<LineClient> SignInAsync(int port, MailAccount account, CancellationToken cancellationToken)
    {
        var client = new LineClient();
        try
        {
            await client._client.ConnectAsync("127.0.0.1", port, cancellationToken);
            client._stream = client._client.GetStream();
            client._reader = new StreamReader(client._stream, Encoding.Latin1);
            await client._reader.ReadLineAsync(cancellationToken);
            await client.CommandAsync($"LOGIN \"{account.Name}\" \"{account.Password}\"", cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command without its tag and reads to its end.</summary>
    /// <exception cref="MailServerException">The server refused it.</exception>
    public async Task CommandAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync($"{NextTag()} {command}\r\n", cancellationToken);
        await EndAsync(command.Split(' ')[0], cancellationToken);
    }

    /// <summary>Makes a folder, whatever its name is made of.</summary>
    /// <param name="folder">Its name as the server is to call it, byte for byte.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="MailServerException">The server refused it.</exception>
    public async Task CreateAsync(ReadOnlyMemory<byte> folder, CancellationToken cancellationToken)
    {
        await SendAsync($"{NextTag()} CREATE ", cancellationToken);
        await SendLiteralAsync(folder, cancellationToken);
        await SendAsync("\r\n", cancellationToken);
        await EndAsync("CREATE", cancellationToken);
    }

    /// <summary>Puts a message into a folder, whatever its name is made of.</summary>
    /// <param name="folder">The folder as the server calls it, byte for byte.</param>
    /// <param name="message">Its bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="MailServerException">The server refused it.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> folder, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await SendAsync($"{NextTag()} APPEND ", cancellationToken);
        await SendLiteralAsync(folder, cancellationToken);
        await SendAsync(" ", cancellationToken);
        await SendLiteralAsync(message, cancellationToken);
        await SendAsync("\r\n", cancellationToken);
        await EndAsync("APPEND", cancellationToken);
    }

    /// <summary>Puts a message into a folder.</summary>
    /// <param name="folder">The folder as the server calls it, without quotes or backslashes.</param>
    /// <param name="flags">Its flags and keywords, as IMAP writes them.</param>
    /// <param name="received">INTERNALDATE; null leaves it to the server.</param>
    /// <param name="message">Its bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task AppendAsync(string folder, IEnumerable<string> flags, DateTimeOffset? received, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var date = received?.ToString("'\"'dd-MMM-yyyy HH':'mm':'ss zzz'\" '", CultureInfo.InvariantCulture).Remove(25, 1) ?? "";
        await SendAsync(
            string.Create(CultureInfo.InvariantCulture, $"{NextTag()} APPEND \"{folder}\" ({string.Join(' ', flags)}) {date}{{{message.Length}}}\r\n"), cancellationToken);
        await EndAsync("APPEND", cancellationToken, orGoAhead: true);
        await _stream.WriteAsync(message, cancellationToken);
        await SendAsync("\r\n", cancellationToken);
        await EndAsync("APPEND", cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task SendLiteralAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"{{{bytes.Length}}}\r\n"), cancellationToken);
        if (await _reader.ReadLineAsync(cancellationToken) is not { } go || !go.StartsWith('+'))
        {
            throw new MailServerException("The server does not take it.");
        }

        await _stream.WriteAsync(bytes, cancellationToken);
    }

    private async Task EndAsync(string verb, CancellationToken cancellationToken, bool orGoAhead = false)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"L{_tag} ");
        while (await _reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (orGoAhead && line.StartsWith('+'))
            {
                return;
            }

            if (line.StartsWith(tag, StringComparison.Ordinal))
            {
                if (line.AsSpan(tag.Length).StartsWith("OK", StringComparison.OrdinalIgnoreCase))
                {
                    return;
                }

                throw new MailServerException($"The server refused {verb}: {line[tag.Length..]}");
            }
        }

        throw new MailServerException($"The server closed the connection during {verb}.");
    }

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"L{++_tag}");

    private async Task SendAsync(string text, CancellationToken cancellationToken) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
