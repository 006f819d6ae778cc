using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage.Journals;
using Turnstone.Storage.Journals.Postgres;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage;

/// <summary>
/// The journals of the control plane's mailboxes, which may pass from process to process: whose one is at a moment is said by an epoch, not by a
/// lock, because a lock stays with a process that is frozen. Safe for all threads.
/// </summary>
public abstract class MailboxJournals : IAsyncDisposable
{
    private protected MailboxJournals()
    {
    }

    /// <summary>Files below <c>journals</c> in a directory, which is made when first needed and must be on a local disk: SQLite's log is shared memory.</summary>
    public static MailboxJournals InDirectory(string directory, TimeProvider time) => new FencedFiles(directory, time);

    /// <summary>Tables in a PostgreSQL database that is there, by an Npgsql connection string; its user may make tables.</summary>
    public static MailboxJournals OnPostgres(string connection, TimeProvider time) => new PostgresJournals(connection, time);

    /// <summary>Brings what all journals share to this program's form. Several processes may do so at once: one works, the others wait.</summary>
    /// <exception cref="NewerPlaneException">A newer program was here; nothing was changed.</exception>
    public abstract Task UpgradeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens the journal of a mailbox, a new one where there is none, and takes it from whoever had it before: from then on every call to that one
    /// ends with code <c>local/mailbox-taken</c> and changes nothing.
    /// </summary>
    /// <param name="whose">Which journal.</param>
    /// <param name="epoch">At least one, and higher than any it was opened with before: each opens it once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionException">
    /// Code <c>local/mailbox-taken</c>: it was opened with this epoch or a higher one. Code <c>local/mailbox-busy</c>: whoever had it was stopped in the
    /// middle of a commit, and may be for a while. Code <c>local/journal-unreachable</c>: the database did not answer. All three say nothing of
    /// the pass: it can be taken on again. Code <c>local/journal</c>: it cannot be read or written, is damaged, or was written by a newer version.
    /// </exception>
    public abstract Task<IJournal> OpenAsync(JournalIdentity whose, long epoch, CancellationToken cancellationToken);

    /// <summary>
    /// Where the mailbox's folders went so far (<see cref="IJournal.ListPlacesAsync"/>), for somebody who only looks: the journal stays with whoever has
    /// it, and none is made where there is none.
    /// </summary>
    /// <exception cref="SessionException">Code <c>local/journal</c> or <c>local/journal-unreachable</c>: it cannot be read.</exception>
    public abstract Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ReadPlacesAsync(JournalIdentity whose, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
