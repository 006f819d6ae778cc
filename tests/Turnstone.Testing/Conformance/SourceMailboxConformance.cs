using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What every source promises. An implementation inherits it and says how a mailbox with given content is set up.</summary>
public abstract partial class SourceMailboxConformance
{
    private static readonly FolderPath Inbox = FolderPath.Of("INBOX");

    /// <summary>Below what users' folders begin; default nothing. Servers with the prefix <c>INBOX.</c> have them below the inbox.</summary>
    protected virtual IReadOnlyList<string> Top => [];

    private FolderPath Nested => FolderPath.Of([.. Top, "Projects", "2019"]);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A mailbox with these folders (INBOX among them) and whatever folders the server makes by itself. The test disposes it.</summary>
    protected abstract Task<ISourceMailbox> CreateAsync(IReadOnlyList<SeedFolder> seed);

    /// <summary>Removes items from a folder of the mailbox made last, as another client would.</summary>
    protected abstract Task ExpungeAsync(SourceFolder folder, IReadOnlyCollection<uint> uids);

    /// <summary>Gives an item of the mailbox made last these flags, and a keyword, besides those it has, as another client would.</summary>
    protected abstract Task FlagAsync(SourceFolder folder, uint uid, ItemFlags flags, string keyword);

    [Fact]
    public async Task MailboxThatCanBeRead_PassesVerification()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [])]);

        await source.VerifyAsync(Cancellation);

        Assert.True(source.FetchConcurrency >= 1);
    }

    [Fact]
    public async Task Folders_AreListedParentsFirst()
    {
        await using var source = await CreateAsync([new SeedFolder(Nested, []), new SeedFolder(Nested.Parent, []), new SeedFolder(Inbox, [])]);

        var paths = (await source.ListFoldersAsync(Cancellation)).Select(folder => folder.Path).ToList();

        Assert.Contains(Inbox, paths);
        Assert.Contains(Nested, paths);
        Assert.Equal(paths.Count, paths.Distinct().Count());
        Assert.All(paths.Where(path => path.Names.Count > 1), path => Assert.InRange(paths.IndexOf(path.Parent), 0, paths.IndexOf(path) - 1));
    }

    [Fact]
    public async Task CancelledCall_EndsAsCancelled()
    {
        await using var source = await CreateAsync([new SeedFolder(Inbox, [SeedMessage.Plain(1)])]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.ListFoldersAsync(new CancellationToken(canceled: true)));
    }

    private static async Task<SourceFolder> FolderAsync(ISourceMailbox source, FolderPath path) =>
        (await source.ListFoldersAsync(Cancellation)).Single(folder => folder.Path.Equals(path));
}
