using Turnstone.Sandbox.SampleMail;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>Fills mailboxes of the sandbox's Dovecot with sample mail, bytes, flags, keywords and dates as given.</summary>
public static class MailLoader
{
    /// <summary>
    /// Fills one mailbox. Folders are made in order first, then filled; messages of a folder keep their order, so that the
    /// n-th message of a fresh folder has UID n. Loading twice adds the mail twice.
    /// </summary>
    public static async Task<LoadedMail> LoadAsync(
        DovecotServer server, SampleMailbox mailbox, CancellationToken cancellationToken)
    {
        var account = server.Accounts.FirstOrDefault(a => a.Name == mailbox.Address)
            ?? throw new ArgumentException($"The Dovecot on port {server.ImapPort} was started without the account {mailbox.Address}.", nameof(mailbox));

        using var appender = await ImapAppender.OpenAsync(server, account, cancellationToken);
        foreach (var folder in mailbox.Folders)
        {
            await appender.CreateAsync(folder, cancellationToken);
        }

        var loaded = new LoadedMail(mailbox.Folders.Count, 0, 0);
        foreach (var folder in mailbox.Folders)
        {
            loaded += await AppendAsync(appender, folder, cancellationToken);
        }

        return loaded;
    }

    /// <summary>Fills several mailboxes at once, as many at a time as there are processors.</summary>
    public static async Task<LoadedMail> LoadAsync(
        DovecotServer server, IReadOnlyCollection<SampleMailbox> mailboxes, CancellationToken cancellationToken)
    {
        var loads = new System.Collections.Concurrent.ConcurrentBag<LoadedMail>();
        var options = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        await Parallel.ForEachAsync(mailboxes, options, async (mailbox, token) => loads.Add(await LoadAsync(server, mailbox, token)));
        return loads.Aggregate((a, b) => a + b);
    }

    /// <summary>Adds mail to a folder that is there already: what arrives between two passes.</summary>
    public static async Task<LoadedMail> DeliverAsync(
        DovecotServer server, DovecotAccount account, SampleFolder folder, CancellationToken cancellationToken)
    {
        using var appender = await ImapAppender.OpenAsync(server, account, cancellationToken);
        return await AppendAsync(appender, folder, cancellationToken);
    }

    private static async Task<LoadedMail> AppendAsync(
        ImapAppender appender, SampleFolder folder, CancellationToken cancellationToken) =>
        new(0, folder.Count, await appender.AppendAsync(folder, folder.Messages(), cancellationToken));
}
