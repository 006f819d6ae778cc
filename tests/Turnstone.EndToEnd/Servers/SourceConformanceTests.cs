using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Imap;
using Turnstone.Testing;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Servers;

/// <summary>What every source promises, on a real server.</summary>
public abstract class SourceConformanceTests(SourceServer server) : SourceMailboxConformance
{
    private MailAccount _account = null!;

    protected override IReadOnlyList<string> Top => server.Top;

    protected override async Task<ISourceMailbox> CreateAsync(IReadOnlyList<SeedFolder> seed)
    {
        _account = server.Take();
        await server.FillAsync(_account, seed, Cancellation);
        return server.Open(new ImapSignIn.Password(_account.Name, new Secret(_account.Password)));
    }

    protected override Task ExpungeAsync(SourceFolder folder, IReadOnlyCollection<uint> uids) =>
        server.ExpungeAsync(_account, folder.Path, uids, Cancellation);

    protected override Task FlagAsync(SourceFolder folder, uint uid, ItemFlags flags, string keyword) =>
        server.FlagAsync(_account, folder.Path, uid, flags, keyword, Cancellation);
}

public sealed class DovecotConformanceTests(DovecotSource server) : SourceConformanceTests(server), IClassFixture<DovecotSource>;

public sealed class CyrusConformanceTests(CyrusSource server) : SourceConformanceTests(server), IClassFixture<CyrusSource>;

public sealed class OldCyrusConformanceTests(OldCyrusSource server) : SourceConformanceTests(server), IClassFixture<OldCyrusSource>;

public sealed class CourierConformanceTests(CourierSource server) : SourceConformanceTests(server), IClassFixture<CourierSource>;
