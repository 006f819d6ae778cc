using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary><c>*</c> is the highest UID there is (RFC 9051 section 6.4.9). Courier, for one, gives no UIDNEXT when a folder is opened, and SmarterMail an old one.</summary>
internal static class HighestUid
{
    /// <summary>The highest UID of the folder that is examined: zero where it is empty, and as high as can be where the server makes nothing of the star.</summary>
    public static async Task<uint> AskAsync(ImapSession session, WatchedImapFolder examined, CancellationToken cancellationToken)
    {
        if (examined.Count == 0)
        {
            return 0;
        }

        uint? highest = null;
        uint? beyond = null;
        try
        {
            await session.AskAsync(
                "UID FETCH * (UID)",
                line =>
                {
                    var answer = FetchAnswer.Read(line.Span);
                    if (answer?.Uid is { } uid)
                    {
                        // What stands beyond the folder's end is not there (Exchange, dovecot's imapc-mailbox.c).
                        ref var found = ref answer.Number > examined.Count ? ref beyond : ref highest;
                        found = Math.Max(uid, found ?? 0);
                    }

                    return answer is not null;
                },
                cancellationToken);
        }
        catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceProtocol && session.Client.IsConnected)
        {
            // Refused, and the connection stands.
        }

        return highest ?? beyond ?? uint.MaxValue - 1;
    }
}
