using System.Globalization;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Some messages of the folder that is examined, evenly spread over it, so that neither the oldest nor the newest speak for all.</summary>
internal static class MessageSample
{
    /// <summary>Asks for the sizes of some messages.</summary>
    /// <param name="session">A session with a folder examined.</param>
    /// <param name="count">How many messages the folder holds.</param>
    /// <param name="most">How many to ask for at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that have both; a server may leave out what it likes.</returns>
    public static async Task<IReadOnlyList<(uint Uid, long Size)>> TakeAsync(ImapSession session, int count, int most, CancellationToken cancellationToken)
    {
        List<(uint, long)> messages = [];
        var wanted = Math.Min(count, most);
        var numbers = Enumerable.Range(0, wanted).Select(i => (int)((long)i * count / wanted) + 1);
        foreach (var some in numbers.Chunk(UidText.MostInASet))
        {
            await session.AskAsync(
                $"FETCH {string.Join(',', some.Select(number => number.ToString(CultureInfo.InvariantCulture)))} (UID RFC822.SIZE)",
                line =>
                {
                    var answer = FetchAnswer.Read(line.Span);
                    if (answer is { Uid: { } uid, Size: >= 0 and var size } && messages.Count < wanted)
                    {
                        messages.Add((uid, size));
                    }

                    return answer is not null;
                },
                cancellationToken);
        }

        return messages;
    }
}
