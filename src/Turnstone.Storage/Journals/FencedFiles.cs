using System.Diagnostics;
using System.Globalization;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>Journals in SQLite files, a directory a workgroup, each fenced by an epoch.</summary>
internal sealed class FencedFiles(string directory, TimeProvider time) : MailboxJournals
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly string _journals = Path.Combine(Path.GetFullPath(directory), "journals");

    /// <summary>For how long a process that is in the middle of writing is waited for, in whole seconds; default 5.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Nothing: each file is brought to this program's form when it is opened.</summary>
    public override Task UpgradeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<IJournal> OpenAsync(JournalIdentity whose, long epoch, CancellationToken cancellationToken) =>
        // SQLite works in the calling thread; opening reads the whole file once, so it is done on another.
        Task.Run(() => OpenOnFileAsync(whose, epoch, cancellationToken), cancellationToken);

    public override Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ReadPlacesAsync(JournalIdentity whose, CancellationToken cancellationToken) =>
        Task.Run(() => ReadPlaces(whose), cancellationToken);

    /// <summary>Where a journal is kept, whether it exists or not.</summary>
    public string PathOf(JournalIdentity whose) => Path.Combine(
        _journals,
        whose.WorkgroupId.ToString("N", CultureInfo.InvariantCulture),
        PairFileName.Of(whose.Source, whose.Destination) + ".db");

    private IReadOnlyDictionary<SourceFolderId, DestinationPath> ReadPlaces(JournalIdentity whose)
    {
        var path = PathOf(whose);
        if (!File.Exists(path))
        {
            return new Dictionary<SourceFolderId, DestinationPath>();
        }

        try
        {
            using var connection = JournalFile.OpenToRead(path, whose.Source, whose.Destination, Patience);
            return PlaceTable.ListOf(connection);
        }
        catch (Exception e) when (JournalFailure.IsAboutTheFile(e))
        {
            throw JournalFailure.Classify(path, e, isShared: true);
        }
    }

    private async Task<IJournal> OpenOnFileAsync(JournalIdentity whose, long epoch, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        var path = PathOf(whose);
        try
        {
            JournalDirectory.Make(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
            {
                await CreateAsync(path, whose, cancellationToken);
            }

            var connection = JournalFile.OpenFenced(path, whose.Source, whose.Destination, epoch, Patience);
            return new SqliteJournal(connection, path, new Fence(connection, epoch), time);
        }
        catch (Exception e) when (JournalFailure.IsAboutTheFile(e))
        {
            throw JournalFailure.Classify(path, e, isShared: true);
        }
    }

    /// <summary>Held while a journal is made alone: two that made it at once would each move the other's away.</summary>
    private async Task CreateAsync(string path, JournalIdentity whose, CancellationToken cancellationToken)
    {
        await using var held = await HoldAsync(Path.ChangeExtension(path, ".lock"), cancellationToken);
        if (!File.Exists(path))
        {
            JournalFile.Create(path, whose.Source, whose.Destination);
        }
    }

    private async Task<FileStream> HoldAsync(string path, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        FileStream? held;
        while ((held = HeldFile.TryTake(path)) is null)
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                throw JournalFailure.Busy("a process that is making its journal");
            }

            await Task.Delay(Look, cancellationToken);
        }

        return held;
    }
}
