using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Redis;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

/// <summary>A real Redis; where it cannot run, its tests say why and are skipped.</summary>
public sealed class RedisHost : IAsyncLifetime
{
    private RedisServer? _server;
    private string? _unavailable;

    /// <summary>The server.</summary>
    public RedisServer Server
    {
        get
        {
            Assert.SkipWhen(_unavailable is not null, _unavailable ?? "");
            return _server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _server = await RedisServer.StartAsync(TimeProvider.System, CancellationToken.None);
        }
        catch (PackageUnavailableException e)
        {
            _unavailable = e.Message;
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
