using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresCredentialRequestTests(PostgresHost host) : CredentialRequestConformance, IClassFixture<PostgresHost>
{
    protected override async Task<string?> DatabaseAsync() => await host.MakeDatabaseAsync(CancellationToken.None) + ";Maximum Pool Size=20";
}
