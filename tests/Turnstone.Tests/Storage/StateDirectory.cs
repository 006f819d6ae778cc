using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage;
using Turnstone.Storage.Journals;

namespace Turnstone.Tests.Storage;

/// <summary>A state directory of a test's own, gone after it.</summary>
internal sealed class StateDirectory : IDisposable
{
    public static readonly SmtpAddress Source = SmtpAddress.Parse("anna@old.example");
    public static readonly SmtpAddress Destination = SmtpAddress.Parse("anna@new.example");

    private static readonly JournalIdentity Fenced = new(Guid.NewGuid(), Source, Destination);

    public string Path { get; } = Directory.CreateTempSubdirectory("turnstone-test-").FullName;

    public string JournalPath => Store().PathOf(Source, Destination);

    public string FencedPath => new FencedFiles(Path, TimeProvider.System).PathOf(Fenced);

    public JournalStore Store(TimeProvider? time = null, long? maxPages = null) => new(Path, time ?? TimeProvider.System) { MaxPages = maxPages };

    public Task<IJournal> OpenAsync(TimeProvider? time = null, long? maxPages = null) =>
        Store(time, maxPages).OpenAsync(Source, Destination, CancellationToken.None);

    /// <summary>The journal of a mailbox of that pair, for an epoch.</summary>
    public Task<IJournal> OpenFencedAsync(long epoch, TimeProvider? time = null) =>
        new FencedFiles(Path, time ?? TimeProvider.System).OpenAsync(Fenced, epoch, CancellationToken.None);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
