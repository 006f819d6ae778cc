using Xunit;

namespace Turnstone.EndToEnd.Dovecot;

[CollectionDefinition(Name)]
public sealed class DovecotCollection : ICollectionFixture<DovecotFixture>
{
    public const string Name = "Dovecot";
}
