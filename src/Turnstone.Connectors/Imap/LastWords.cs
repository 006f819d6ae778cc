using System.Text;
using MailKit;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Keeps the greeting and the end of what a server said, to find its refusal there: MailKit drops the response codes it does not
/// know (<c>[THROTTLED]</c>, <c>[LIMIT]</c>) from a refusal's text, and they decide whether to try again. What the client sends is
/// never kept; a server that repeats it has its words cleared of the secret where they are told (<see cref="Secret.HideIn"/>).
/// </summary>
internal sealed class LastWords : IProtocolLogger
{
    private const int Kept = 1024;
    private readonly byte[] _tail = new byte[Kept];
    private int _length;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The server's first line, or an empty text.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>The last refusal (tagged NO or BAD, or BYE) near the end of what the server said, without its tag; null if there is none.</summary>
    public string? Refusal()
    {
        var lines = Encoding.UTF8.GetString(_tail, 0, _length).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var space = lines[i].IndexOf(' ', StringComparison.Ordinal);
            var rest = space < 0 ? "" : lines[i][(space + 1)..];
            var isTagged = space > 0 && lines[i][0] != '*' && lines[i][..space].All(char.IsAsciiLetterOrDigit);
            if ((isTagged && (StartsWith(rest, "NO ") || StartsWith(rest, "BAD "))) || (lines[i].StartsWith("* ", StringComparison.Ordinal) && StartsWith(rest, "BYE ")))
            {
                return new string([.. rest.Where(c => !char.IsControl(c))]);
            }
        }

        return null;
    }

    public void LogConnect(Uri uri) => _length = 0;

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (Greeting.Length == 0)
        {
            var text = Encoding.UTF8.GetString(buffer, offset, Math.Min(count, Kept));
            Greeting = new string([.. text.Split('\n')[0].Where(c => !char.IsControl(c))]);
        }

        var news = buffer.AsSpan(offset, count);
        if (news.Length >= Kept)
        {
            news[^Kept..].CopyTo(_tail);
            _length = Kept;
            return;
        }

        var old = Math.Min(_length, Kept - news.Length);
        _tail.AsSpan(_length - old, old).CopyTo(_tail);
        news.CopyTo(_tail.AsSpan(old));
        _length = old + news.Length;
    }

    public void Dispose()
    {
    }

    private static bool StartsWith(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
