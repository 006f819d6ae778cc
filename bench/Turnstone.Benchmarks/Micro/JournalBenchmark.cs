using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Storage;

namespace Turnstone.Benchmarks.Micro;

/// <summary>The journal's part in a batch of 50, durable as ever, and what opening the journal of a mailbox of 100,000 costs.</summary>
public class JournalBenchmark
{
    private const int Batch = 50;
    private const int Loaded = 100_000;
    private static readonly SmtpAddress Source = SmtpAddress.Parse("grace@old.example");
    private static readonly SmtpAddress Destination = SmtpAddress.Parse("grace@new.example");
    private static readonly SourceFolderId Inbox = new("INBOX");
    private static readonly DestinationFolder There = new("AAMk", new DestinationPath(FolderRole.Inbox, FolderPath.Of([])));
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("turnstone-bench-journal-");
    private IJournal _journal = null!;
    private JournalFolder _folder = null!;
    private uint _next = 1;

    [GlobalSetup(Target = nameof(AppendAsync))]
    public async Task OpenAsync()
    {
        _journal = await Store("append").OpenAsync(Source, Destination, CancellationToken.None);
        await _journal.BeginPassAsync(PassKind.Full, CancellationToken.None);
        _folder = await _journal.OpenFolderAsync(Inbox, 1, CancellationToken.None);
    }

    [GlobalSetup(Target = nameof(LoadAsync))]
    public async Task FillAsync()
    {
        await using var journal = await Store("load").OpenAsync(Source, Destination, CancellationToken.None);
        await journal.BeginPassAsync(PassKind.Full, CancellationToken.None);
        var folder = await journal.OpenFolderAsync(Inbox, 1, CancellationToken.None);
        for (uint first = 1; first <= Loaded; first += 1000)
        {
            await journal.SettleAsync(folder, Arrived(first, 1000), [], CancellationToken.None);
        }
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public async Task AppendAsync()
    {
        var first = _next;
        _next += Batch;
        await _journal.MarkInDoubtAsync(_folder, There, [.. Enumerable.Range(0, Batch).Select(n => first + (uint)n)], CancellationToken.None);
        await _journal.SettleAsync(_folder, Arrived(first, Batch), [], CancellationToken.None);
    }

    [Benchmark]
    public async Task<long> LoadAsync()
    {
        await using var journal = await Store("load").OpenAsync(Source, Destination, CancellationToken.None);
        var folder = await journal.OpenFolderAsync(Inbox, 1, CancellationToken.None);
        return folder.UidValidity;
    }

    private static List<Settlement> Arrived(uint first, int count) =>
        [.. Enumerable.Range(0, count).Select(n => new Settlement.Arrived(first + (uint)n, Content(first + (uint)n)))];

    private static ContentKey Content(uint uid) => ContentKey.FromDigest(Source, SHA256.HashData(BitConverter.GetBytes(uid)));

    private JournalStore Store(string name) => new(Path.Combine(_directory.FullName, name), TimeProvider.System);
}
