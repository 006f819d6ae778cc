using Xunit;

namespace Turnstone.EndToEnd.CutOver;

/// <summary>Tests of records share a name server, and take turns at it.</summary>
[CollectionDefinition(Name)]
public sealed class DnsCollection : ICollectionFixture<DnsHost>
{
    public const string Name = "Dns";
}
