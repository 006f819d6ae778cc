using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Turnstone.Testing.Conformance;

namespace Turnstone.Tests.Mailboxes;

public sealed class InMemorySourceTests : SourceMailboxConformance
{
    private readonly Dictionary<SourceFolderId, InMemorySourceFolder> _folders = [];

    protected override Task<ISourceMailbox> CreateAsync(IReadOnlyList<SeedFolder> seed)
    {
        var source = new InMemorySourceMailbox();
        foreach (var (path, messages) in seed)
        {
            var folder = source.AddFolder(path.ToString(), uidValidity: 7);
            _folders[folder.Description.Id] = folder;
            foreach (var message in messages)
            {
                folder.Add(message);
            }
        }

        return Task.FromResult<ISourceMailbox>(source);
    }

    protected override Task ExpungeAsync(SourceFolder folder, IReadOnlyCollection<uint> uids)
    {
        foreach (var uid in uids)
        {
            _folders[folder.Id].Expunge(uid);
        }

        return Task.CompletedTask;
    }

    protected override Task FlagAsync(SourceFolder folder, uint uid, ItemFlags flags, string keyword)
    {
        _folders[folder.Id].Flag(uid, flags, keyword);
        return Task.CompletedTask;
    }
}

public sealed class InMemoryDestinationTests : DestinationMailboxConformance
{
    protected override Task<IDestinationMailbox> CreateAsync() => Task.FromResult<IDestinationMailbox>(new InMemoryDestinationMailbox());
}
