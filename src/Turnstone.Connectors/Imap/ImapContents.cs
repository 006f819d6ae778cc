using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>Reads whole messages from the folder that is examined, each into a place of its own as it comes; none of more than <paramref name="most"/> bytes.</summary>
internal sealed class ImapContents(ImapUnderlay underlay, ImapFailures failures, ContentSpool spool, long most)
{
    /// <summary>Fetches contents of the folder that is examined.</summary>
    /// <param name="set">The UIDs.</param>
    /// <param name="take">Gets each answer, with the content where it came as a literal; takes that over, whatever it is.</param>
    /// <param name="cancellationToken">Ends the dialogue and with it the connection.</param>
    /// <returns>Null if the server did as it was told, else its refusal, without the tag.</returns>
    public async Task<string?> FetchAsync(string set, Func<FetchAnswer, LiteralStream?, ValueTask> take, CancellationToken cancellationToken)
    {
        LiteralStream? content = null;
        try
        {
            var refusal = await underlay.CommandAsync(
                $"UID FETCH {set} (BODY.PEEK[])",
                async line =>
                {
                    if (FetchAnswer.Read(line.Span) is not { } answer)
                    {
                        return false;
                    }

                    if (content is not null && !answer.IsWhole)
                    {
                        throw ImapFailures.Syntax("a message is not as long as was announced");
                    }

                    var taken = content;
                    content = null;
                    await take(answer, taken);
                    return true;
                },
                (beginning, length) =>
                {
                    if (content is not null || !FetchAnswer.EndsWithContent(beginning.Span))
                    {
                        return null;
                    }

                    if (length > most)
                    {
                        throw ImapFailures.Syntax("a message is longer than was said before");
                    }

                    return content = new LiteralStream(spool, length);
                },
                cancellationToken);
            return refusal?[(refusal.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw failures.Lost(error);
        }
        finally
        {
            content?.Dispose();
        }
    }
}
