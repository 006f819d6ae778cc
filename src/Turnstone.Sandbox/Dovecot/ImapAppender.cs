using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Turnstone.Sandbox.SampleMail;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// One IMAP connection that only fills: it sends each message's bytes as they are. MailKit appends parsed messages, which
/// it writes anew; a test of exact bytes needs exact bytes, raw 8-bit and wrong line ends included.
/// </summary>
internal sealed class ImapAppender : IDisposable
{
    // Tuned on loopback: larger groups gain nothing and hold the mailbox's lock longer.
    private const int GroupCount = 200;
    private const int GroupBytes = 4 << 20;

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly MemoryStream _message = new();
    private BufferedStream _out = null!;
    private StreamReader _in = null!;
    private int _tag;

    public static async Task<ImapAppender> OpenAsync(
        DovecotServer server, DovecotAccount account, CancellationToken cancellationToken)
    {
        var appender = new ImapAppender();
        try
        {
            await appender._client.ConnectAsync(server.Host, server.ImapPort, cancellationToken);
            var stream = appender._client.GetStream();
            appender._out = new BufferedStream(stream, 1 << 16);
            appender._in = new StreamReader(stream, Encoding.Latin1);
            await appender._in.ReadLineAsync(cancellationToken);
            await appender.CommandAsync($"LOGIN {Literal(account.Name)} {Literal(account.Password)}", cancellationToken);
            return appender;
        }
        catch
        {
            appender.Dispose();
            throw;
        }
    }

    /// <summary>Creates a folder and subscribes to it; one that is there already is fine. A container takes no messages.</summary>
    public async Task CreateAsync(SampleFolder folder, CancellationToken cancellationToken)
    {
        var name = Literal(ModifiedUtf7.Encode(folder.FullName));
        if (folder.FullName != "INBOX")
        {
            // RFC 3501 6.3.3: a name that ends in the separator announces children and need not hold mail.
            var created = folder.IsContainer ? Literal(ModifiedUtf7.Encode(folder.FullName) + "/") : name;
            await CommandAsync($"CREATE {created}", cancellationToken, "[ALREADYEXISTS]");
        }

        if (!folder.IsContainer)
        {
            await CommandAsync($"SUBSCRIBE {name}", cancellationToken);
        }
    }

    /// <summary>Appends in the order given, a group of messages a command (RFC 3502). Returns their bytes.</summary>
    public async Task<long> AppendAsync(SampleFolder folder, IEnumerable<SampleMessage> messages, CancellationToken cancellationToken)
    {
        var name = Literal(ModifiedUtf7.Encode(folder.FullName));
        long total = 0;
        int count = 0, bytes = 0;
        foreach (var message in messages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (count == 0)
            {
                await WriteAsync($"{NextTag()} APPEND {name}", cancellationToken);
            }

            var size = await WriteAsync(message, cancellationToken);
            (count, bytes, total) = (count + 1, bytes + size, total + size);
            if (count == GroupCount || bytes >= GroupBytes)
            {
                await EndAsync("APPEND", null, cancellationToken);
                (count, bytes) = (0, 0);
            }
        }

        if (count > 0)
        {
            await EndAsync("APPEND", null, cancellationToken);
        }

        return total;
    }

    public void Dispose()
    {
        _client.Dispose();
        _message.Dispose();
    }

    private async Task<int> WriteAsync(SampleMessage message, CancellationToken cancellationToken)
    {
        _message.SetLength(0);
        message.WriteTo(_message);
        var size = (int)_message.Length;
        var date = message.InternalDate.ToString("dd-MMM-yyyy HH':'mm':'ss zzz", CultureInfo.InvariantCulture).Remove(24, 1);
        await WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $" ({string.Join(' ', message.ImapFlags)}) \"{date}\" {{{size}+}}\r\n"),
            cancellationToken);
        await _out.WriteAsync(_message.GetBuffer().AsMemory(0, size), cancellationToken);
        if (_message.Capacity > GroupBytes)
        {
            _message.SetLength(0);
            _message.Capacity = 0; // one huge message must not stay in memory for the rest of the load
        }

        return size;
    }

    private async Task CommandAsync(string command, CancellationToken cancellationToken, string? forgiven = null)
    {
        await WriteAsync($"{NextTag()} {command}", cancellationToken);
        await EndAsync(command.Split(' ')[0], forgiven, cancellationToken);
    }

    private async Task EndAsync(string verb, string? forgiven, CancellationToken cancellationToken)
    {
        await WriteAsync("\r\n", cancellationToken);
        await _out.FlushAsync(cancellationToken);
        var tag = string.Create(CultureInfo.InvariantCulture, $"A{_tag} ");
        while (await _in.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(tag, StringComparison.Ordinal))
            {
                continue;
            }

            var answer = line[tag.Length..];
            if (answer.StartsWith("OK", StringComparison.Ordinal)
                || (forgiven is not null && answer.Contains(forgiven, StringComparison.Ordinal)))
            {
                return;
            }

            throw new DovecotException($"Dovecot refused {verb}: {answer}");
        }

        throw new DovecotException($"Dovecot closed the connection during {verb}.");
    }

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"A{++_tag}");

    private async Task WriteAsync(string text, CancellationToken cancellationToken) =>
        await _out.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    // LITERAL+ (RFC 7888) spares all quoting: the length says where the text ends.
    private static string Literal(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{{{Encoding.UTF8.GetByteCount(text)}+}}\r\n{text}");
}
