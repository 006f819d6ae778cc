using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage.Journals;

namespace Turnstone.Storage;

/// <summary>The journals of all mailbox pairs: one SQLite file each, in <c>journals</c> below the state directory.</summary>
/// <param name="directory">The state directory; made when first needed. It should be on a local disk: locks on network disks are weak.</param>
/// <param name="time">Dates passes, marks of doubt and ownership.</param>
public sealed class JournalStore(string directory, TimeProvider time)
{
    private readonly string _journals = Path.Combine(Path.GetFullPath(directory), "journals");

    /// <summary>Most pages a journal's file may have; null for no bound. For tests that want a full disk.</summary>
    internal long? MaxPages { get; init; }

    /// <summary>
    /// Opens the journal of a pair, a new one where there is none, and holds the pair until it is disposed or the process dies.
    /// Addresses are compared ignoring case.
    /// </summary>
    /// <exception cref="SessionException">
    /// Code <c>local/mailbox-busy</c>: another process or handle holds the pair; the message says who. Code <c>local/journal</c>: the file
    /// cannot be read or written, is damaged, or was written by a newer version.
    /// </exception>
    public Task<IJournal> OpenAsync(SmtpAddress source, SmtpAddress destination, CancellationToken cancellationToken) =>
        // SQLite works in the calling thread; opening reads the whole file once, so it is done on another.
        Task.Run<IJournal>(() => Open(source, destination), cancellationToken);

    /// <summary>Where the journal of a pair is kept, whether it exists or not.</summary>
    internal string PathOf(SmtpAddress source, SmtpAddress destination) =>
        Path.Combine(_journals, PairFileName.Of(source, destination) + ".db");

    private SqliteJournal Open(SmtpAddress source, SmtpAddress destination)
    {
        var path = PathOf(source, destination);
        PairLock? held = null;
        try
        {
            JournalDirectory.Make(_journals);
            held = PairLock.Take(Path.ChangeExtension(path, null), time);
            if (!File.Exists(path))
            {
                JournalFile.Create(path, source, destination);
            }

            return new SqliteJournal(JournalFile.Open(path, source, destination, MaxPages), path, held, time);
        }
        catch (Exception e) when (JournalFailure.IsAboutTheFile(e))
        {
            held?.Dispose();
            throw JournalFailure.Classify(path, e);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }
}
