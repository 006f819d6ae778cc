using Turnstone.Sandbox.Store;

namespace Turnstone.Tests.Sandbox.Exchange;

public sealed class SqliteStoreTests : StoreConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-store-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private protected override IMailStore Open() => new SqliteMailStore(_folder);
}
