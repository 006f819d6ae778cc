using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Store;

namespace Turnstone.Tests.Sandbox.Exchange;

public sealed class MemoryStoreTests : StoreConformance
{
    private protected override IMailStore Open() => new MemoryMailStore(ContentForm.Properties);
}
