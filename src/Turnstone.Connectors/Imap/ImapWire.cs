using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Imap;
using Turnstone.Connectors.Trust;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// A connection on which IMAP is spoken line by line until MailKit takes the stream over. Every line the server says is remembered in
/// <see cref="LastWords"/>; what is sent is kept nowhere.
/// </summary>
internal sealed class ImapWire : IAsyncDisposable
{
    private const int LongestLine = 8192;
    private readonly LastWords _words;
    private readonly byte[] _one = new byte[1];
    private Stream _stream;
    private int _tag;

    private ImapWire(Stream stream, LastWords words) => (_stream, _words) = (stream, words);

    /// <summary>Connects and reads the greeting, within TLS where <paramref name="endpoint"/> begins with it or <paramref name="upgrade"/> asks for it.</summary>
    public static async Task<ImapWire> OpenAsync(ImapEndpoint endpoint, bool upgrade, ServerTrust trust, LastWords words, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        var wire = default(ImapWire);
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            wire = new ImapWire(client.GetStream(), words);
            if (endpoint.Security == ImapSecurity.Tls)
            {
                await wire.SecureAsync(endpoint.Host, trust, cancellationToken);
            }

            var greeting = await wire.ReadLineAsync(cancellationToken);
            if (!greeting.StartsWith("* OK", StringComparison.OrdinalIgnoreCase))
            {
                throw new ImapCommandException(ImapCommandResponse.No, greeting, greeting);
            }

            if (upgrade && endpoint.Security != ImapSecurity.Tls)
            {
                await wire.CommandAsync("STARTTLS", [], cancellationToken);
                await wire.SecureAsync(endpoint.Host, trust, cancellationToken);
            }

            return wire;
        }
        catch
        {
            if (wire is not null)
            {
                await wire.DisposeAsync();
            }

            client.Dispose();
            throw;
        }
    }

    /// <summary>A command that the server must answer with a challenge; returns its text.</summary>
    /// <exception cref="ImapCommandException">It answered otherwise.</exception>
    public async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync($"{NextTag()} {command}\r\n", cancellationToken);
        return await ReadChallengeAsync(cancellationToken);
    }

    /// <summary>The answer to a challenge, and the end of its command.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public async Task AnswerAsync(string answer, CancellationToken cancellationToken)
    {
        await SendAsync(answer + "\r\n", cancellationToken);
        await EndAsync(cancellationToken);
    }

    /// <summary>A command whose arguments are quoted, or sent as literals where quoting cannot say them (RFC 9051 section 4.3).</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public async Task CommandAsync(string verb, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var line = new StringBuilder($"{NextTag()} {verb}");
        foreach (var argument in arguments)
        {
            if (Ascii.IsValid(argument) && !argument.Any(char.IsControl))
            {
                line.Append(" \"").Append(argument.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                continue;
            }

            line.Append(CultureInfo.InvariantCulture, $" {{{Encoding.UTF8.GetByteCount(argument)}}}\r\n");
            await SendAsync(line.ToString(), cancellationToken);
            await ReadChallengeAsync(cancellationToken);
            line.Clear().Append(argument);
        }

        await SendAsync(line.Append("\r\n").ToString(), cancellationToken);
        await EndAsync(cancellationToken);
    }

    /// <summary>Gives the stream away; it is the taker's to dispose, and this object is of no use any more.</summary>
    public Stream Release()
    {
        var stream = _stream;
        _stream = Stream.Null;
        return stream;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task SecureAsync(string host, ServerTrust trust, CancellationToken cancellationToken)
    {
        var secured = new SslStream(_stream, leaveInnerStreamOpen: false, trust.Validate);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken);
    }

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"T{++_tag:00}");

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<string> ReadChallengeAsync(CancellationToken cancellationToken)
    {
        var line = await ReadAnswerAsync(cancellationToken);
        return line.StartsWith('+') ? line[1..].Trim() : throw Refused(line);
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        var line = await ReadAnswerAsync(cancellationToken);
        if (line.StartsWith('+'))
        {
            // A server with a further question (RFC 7628 asks so after an error) gets an empty answer, then says its refusal.
            await SendAsync("\r\n", cancellationToken);
            line = await ReadAnswerAsync(cancellationToken);
        }

        if (!line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"T{_tag:00} OK"), StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(line);
        }
    }

    /// <summary>The next line that is no untagged news.</summary>
    private async Task<string> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase) || !line.StartsWith('*'))
            {
                return line;
            }
        }
    }

    /// <summary>Byte by byte, so that nothing of what MailKit is to read is taken from it; these are a dozen short lines.</summary>
    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(128);
        do
        {
            if (await _stream.ReadAsync(_one, cancellationToken) == 0)
            {
                throw new IOException("the server closed the connection.");
            }

            line.Add(_one[0]);
            if (line.Count > LongestLine)
            {
                throw new IOException("the server's answer is too long for a line of IMAP.");
            }
        }
        while (_one[0] != (byte)'\n');
        _words.LogServer([.. line], 0, line.Count);
        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r', '\n');
    }

    private static ImapCommandException Refused(string line) => new(ImapCommandResponse.No, line, line);
}
