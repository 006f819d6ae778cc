using System.Text;
using Turnstone.Sandbox.Imap;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>What an old server has in its inbox, by UID, and what it did not take, with its words.</summary>
internal sealed record OldInbox(IReadOnlyDictionary<uint, OldMessage> Messages, IReadOnlyDictionary<string, string> Refused)
{
    /// <summary>
    /// Puts the messages into an empty inbox, byte for byte; where the server does not take them so, with CR LF line ends as RFC 5322 wants
    /// them and other programs would send them.
    /// </summary>
    public static async Task<OldInbox> FillAsync(int port, MailAccount account, IReadOnlyList<OldMessage> messages, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<uint, OldMessage>();
        var refused = new Dictionary<string, string>();
        using var client = await LineClient.SignInAsync(port, account, cancellationToken);
        foreach (var message in messages)
        {
            if (await TryAppendAsync(client, message, message.Bytes, cancellationToken) is not null
                && await TryAppendAsync(client, message, WithCrLf(message.Bytes), cancellationToken) is { } words)
            {
                refused.Add(message.Name, words);
            }
            else
            {
                taken.Add((uint)taken.Count + 1, message);
            }
        }

        return new OldInbox(taken, refused);
    }

    /// <summary>Null when the server took it, else its words.</summary>
    private static async Task<string?> TryAppendAsync(LineClient client, OldMessage message, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await client.AppendAsync("INBOX", message.ImapFlags, message.Received, bytes, cancellationToken);
            return null;
        }
        catch (MailServerException refusal)
        {
            // Without what changes from run to run, as Dovecot's "(0.001 + 0.000 secs)".
            return refusal.Message["The server refused APPEND: ".Length..].Split(" (", 2)[0];
        }
    }

    // Latin-1 is a byte for a character, nothing more.
    private static byte[] WithCrLf(byte[] bytes) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\r\n"));
}
