using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Engine.Planning;
using Turnstone.Storage.Backups;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;
using Turnstone.Storage.Workgroups;
using Xunit;

namespace Turnstone.Tests.Storage;

public sealed class BackupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-test-");
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Workgroup _workgroup = new() { Name = "Moves", Created = Noon };
    private PlaneDatabase _plane = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Keys => Path.Combine(Data, "keys");

    private string File => Path.Combine(_folder.FullName, "backup.zip");

    private string Restored => Path.Combine(_folder.FullName, "restored");

    public async ValueTask InitializeAsync()
    {
        _plane = PlaneDatabase.InDirectory(Data, _time);
        await _plane.UpgradeAsync(Cancel);
        await using var rows = _plane.Open(new PlaneScope.House());
        rows.Add(_workgroup);
        await rows.SaveChangesAsync(Cancel);
        Directory.CreateDirectory(Keys);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Keys, "key-1.xml"), "<key/>", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _plane.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task WhatWasThereWhenItWasMade_ComesBack_AndNothingThatCameAfter()
    {
        await AddAsync(new Customer { CompanyName = "Before", PrimaryDomain = "before.example", Created = Noon });
        await using (var open = _plane.Open(new PlaneScope.Of(_workgroup.Id)))
        {
            // A server at work: somebody reads, and what was written is not yet in the one file.
            await using var reading = await open.Database.BeginTransactionAsync(Cancel);
            Assert.Single(await open.Customers.ToListAsync(Cancel));
            await BackUpAsync();
        }

        await AddAsync(new Customer { CompanyName = "After", PrimaryDomain = "after.example", Created = Noon });
        var restored = await RestoreAsync();

        Assert.Equal((Noon, "1.2.3", 0), (restored.Manifest.Made, restored.Manifest.Version, restored.Stopped));
        await using var plane = PlaneDatabase.InDirectory(Restored, _time);
        await plane.UpgradeAsync(Cancel);
        await using var rows = plane.Open(new PlaneScope.Of(_workgroup.Id));
        Assert.Equal(["Before"], await rows.Customers.Select(customer => customer.CompanyName).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Keys_AreInItOnlyWhenAskedFor_AndItsMakerAloneReadsIt()
    {
        await BackUpAsync();
        Assert.Equal(["backup.json", "turnstone.db"], Parts());

        await BackUpAsync(Keys);
        Assert.Equal(["backup.json", "keys/key-1.xml", "turnstone.db"], Parts());
        await RestoreAsync();

        Assert.Equal("<key/>", await System.IO.File.ReadAllTextAsync(Path.Combine(Restored, "keys", "key-1.xml"), Cancel));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.Combine(Restored, "keys")));
        }
    }

    [Fact]
    public async Task Journals_StayOut()
    {
        Directory.CreateDirectory(Path.Combine(Data, "journals"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(Data, "journals", "a.db"), "old", Cancel);

        await BackUpAsync(Keys);
        await RestoreAsync();

        Assert.Equal(["keys", "turnstone.db"], Directory.EnumerateFileSystemEntries(Restored).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(PassState.Submitted, PassState.Stopped)]
    [InlineData(PassState.Queued, PassState.Stopped)]
    [InlineData(PassState.WaitingForUser, PassState.Stopped)]
    [InlineData(PassState.Migrating, PassState.Stopping)]
    [InlineData(PassState.Stopping, PassState.Stopping)]
    [InlineData(PassState.Completed, PassState.Completed)]
    [InlineData(PassState.Failed, PassState.Failed)]
    public async Task PassThatWasNotOver_GoesOnOnlyWhenSomebodySaysSo(PassState before, PassState after)
    {
        var isOver = before is PassState.Completed or PassState.Failed;
        var customer = new Customer { CompanyName = "Example", PrimaryDomain = "new.example", Created = Noon };
        var project = new Project { CustomerId = customer.Id, Name = "Move", Region = "here", Created = Noon };
        var mailbox = new Mailbox { ProjectId = project.Id, SourceAddress = "anna@old.example", DestinationAddress = "anna@new.example", Created = Noon };
        await AddAsync(customer, project, mailbox, new MailboxPass
        {
            MailboxId = mailbox.Id, ProjectId = project.Id, Mailbox = "anna@old.example", Kind = PassKind.Full, SubmittedBy = Guid.NewGuid(), Submitted = Noon, Due = Noon,
            State = before, IsOver = isOver, Owner = before == PassState.Migrating ? "elsewhere" : null, Beat = before == PassState.Migrating ? Noon : null,
        });
        await BackUpAsync();

        var restored = await RestoreAsync();

        Assert.Equal(isOver ? 0 : 1, restored.Stopped);
        await using var plane = PlaneDatabase.InDirectory(Restored, _time);
        await using var rows = plane.Open(new PlaneScope.House());
        var pass = await rows.Passes.SingleAsync(Cancel);
        Assert.Equal((after, null, after is not PassState.Stopping), (pass.State, pass.Owner, pass.IsOver));
        Assert.Null(pass.Beat);
    }

    [Fact]
    public async Task DirectoryThatIsNotEmpty_IsLeftAsItIs()
    {
        await BackUpAsync();
        Directory.CreateDirectory(Restored);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Restored, "mine"), "mine", Cancel);

        await AssertRefusedAsync("is not empty");

        Assert.Equal(["mine"], Directory.EnumerateFileSystemEntries(Restored).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(-1)]
    public async Task FileThatIsNotWhole_IsRefused(int length)
    {
        await BackUpAsync();
        await using (var stream = System.IO.File.OpenWrite(File))
        {
            stream.SetLength(length >= 0 ? length : stream.Length + length);
        }

        await AssertRefusedAsync("no back-up of Turnstone's, or not a whole one");
    }

    [Fact]
    public async Task FileOfAnotherKind_IsRefused()
    {
        await System.IO.File.WriteAllTextAsync(File, "Dear diary", Cancel);
        await AssertRefusedAsync("no back-up of Turnstone's");

        System.IO.File.Delete(File);
        await using (var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Create, Cancel))
        {
            zip.CreateEntry("something.txt");
        }

        await AssertRefusedAsync("no back-up of Turnstone's");
    }

    [Fact]
    public async Task DatabaseThatIsNotTheOneThatWasPutIn_IsRefused()
    {
        await BackUpAsync();
        await ChangeAsync(zip =>
        {
            using var part = zip.GetEntry("turnstone.db")!.Open();
            part.Seek(2000, SeekOrigin.Begin);
            part.WriteByte(0x5A);
        });

        await AssertRefusedAsync("is damaged: what is in it is not what was put there");
    }

    [Fact]
    public async Task BackupOfANewerForm_IsRefused_WithTheVersionThatMadeIt()
    {
        await BackUpAsync();
        await ChangeManifestAsync(manifest => manifest["form"] = 2);

        await AssertRefusedAsync("made by Turnstone 1.2.3, in a form that this version does not know");
    }

    [Fact]
    public async Task DatabaseOfANewerVersion_IsRefused()
    {
        await using (var rows = _plane.Open(new PlaneScope.House()))
        {
            await rows.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Newer', '10.0.0')", Cancel);
        }

        await BackUpAsync();

        await AssertRefusedAsync("made by a newer version of Turnstone");
    }

    [Fact]
    public async Task DatabaseThatIsDamaged_IsNotBackedUp_AndTheFormerBackupStays()
    {
        await BackUpAsync();
        var former = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        await _plane.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await using (var stream = System.IO.File.OpenWrite(Path.Combine(Data, "turnstone.db")))
        {
            stream.Seek(4096 * 3, SeekOrigin.Begin);
            stream.Write(new byte[4096 * 4].Select(_ => (byte)0xA5).ToArray());
        }

        await Assert.ThrowsAsync<BackupException>(() => BackUpAsync());

        Assert.Equal(former, await System.IO.File.ReadAllBytesAsync(File, Cancel));
        Assert.Equal(["backup.zip"], Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task DirectoryWithoutADatabase_OrKeys_IsTold()
    {
        var missing = await Assert.ThrowsAsync<BackupException>(() => new BackupWriter("1.2.3", _time).WriteAsync(_folder.FullName, null, File, Cancel));
        Assert.Contains("pg_dump", missing.Message, StringComparison.Ordinal);

        System.IO.File.Delete(Path.Combine(Keys, "key-1.xml"));
        var keyless = await Assert.ThrowsAsync<BackupException>(() => BackUpAsync(Keys));
        Assert.Contains("There are no keys", keyless.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName));
    }

    private async Task AddAsync(params object[] added)
    {
        await using var rows = _plane.Open(new PlaneScope.Of(_workgroup.Id));
        rows.AddRange(added);
        await rows.SaveChangesAsync(Cancel);
    }

    private Task<BackupManifest> BackUpAsync(string? keys = null) => new BackupWriter("1.2.3", _time).WriteAsync(Data, keys, File, Cancel);

    private Task<RestoredBackup> RestoreAsync() => new BackupReader(_time).RestoreAsync(File, Restored, Path.Combine(Restored, "keys"), Cancel);

    /// <summary>That it is refused in these words, and nothing is left behind.</summary>
    private async Task AssertRefusedAsync(string words)
    {
        var before = Directory.EnumerateFileSystemEntries(_folder.FullName).ToList();

        var refused = await Assert.ThrowsAsync<BackupException>(RestoreAsync);

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    private async Task ChangeAsync(Action<ZipArchive> change)
    {
        await using var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Update, Cancel);
        change(zip);
    }

    private Task ChangeManifestAsync(Action<JsonNode> change) => ChangeAsync(zip =>
    {
        using var part = zip.GetEntry("backup.json")!.Open();
        var manifest = JsonNode.Parse(part)!;
        change(manifest);
        part.SetLength(0);
        using var writer = new StreamWriter(part);
        writer.Write(manifest.ToJsonString());
    });

    private List<string> Parts()
    {
        using var zip = ZipFile.OpenRead(File);
        return [.. zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }
}
