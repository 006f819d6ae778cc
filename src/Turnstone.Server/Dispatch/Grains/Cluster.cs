using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Settings;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>What a process has to find before it joins others: Redis, and the cluster's name.</summary>
internal sealed class Cluster(ClusterSettings settings, PlaneDatabase plane, IDataProtectionProvider keys) : IAsyncDisposable
{
    private const int Patience = 5000;

    private ConnectionMultiplexer? _redis;
    private string? _name;

    /// <summary>The database's own: processes on another database never meet these, whatever Redis they share.</summary>
    public string Name => _name ?? throw new InvalidOperationException("The cluster was not found yet.");

    /// <summary>How Redis is reached.</summary>
    public ConfigurationOptions Redis { get; } = Parse(settings);

    /// <summary>A connection to Redis, which mends itself.</summary>
    public IConnectionMultiplexer Connection => _redis ?? throw new InvalidOperationException("The cluster was not found yet.");

    /// <summary>Finds both, or says what is in the way.</summary>
    /// <exception cref="ClusterException">Redis does not answer, or this process has other keys than whoever was here before.</exception>
    public async Task FindAsync(CancellationToken cancellationToken)
    {
        _name = await FindNameAsync(cancellationToken);
        try
        {
            _redis = await ConnectionMultiplexer.ConnectAsync(Redis).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is RedisConnectionException or TimeoutException)
        {
            var refused = e is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } ? "does not take the password" : "does not answer";
            throw new ClusterException($"Redis at {string.Join(", ", Redis.EndPoints.Select(Say))} {refused}; start it, or leave --cluster out where there is one process.", e);
        }
    }

    public ValueTask DisposeAsync() => _redis?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static ConfigurationOptions Parse(ClusterSettings settings)
    {
        var redis = ConfigurationOptions.Parse(settings.Redis);
        redis.Password = settings.RedisPassword?.Reveal() ?? redis.Password;
        (redis.AbortOnConnectFail, redis.ConnectTimeout, redis.ClientName) = (true, Patience, "turnstone");
        return redis;
    }

    private static string Say(System.Net.EndPoint place) => place is System.Net.DnsEndPoint named ? $"{named.Host}:{named.Port}" : place.ToString()!;

    /// <summary>
    /// The name is kept in the rows, encrypted as credentials are: a process that cannot read it could read none of those either, and a session begun at another
    /// process would be none here.
    /// </summary>
    private async Task<string> FindNameAsync(CancellationToken cancellationToken)
    {
        var protector = keys.CreateProtector("Turnstone.Cluster.v1");
        if (await ReadAsync(cancellationToken) is not { } kept)
        {
            await TryKeepAsync(protector.Protect(Guid.NewGuid().ToString("N")), cancellationToken);
            kept = await ReadAsync(cancellationToken);
        }

        try
        {
            return protector.Unprotect(kept!);
        }
        catch (CryptographicException e)
        {
            throw new ClusterException("This process has other keys than the ones that work on this database: name the same folder with --keys at each.", e);
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await rows.HouseSettings.Where(row => row.Name == HouseSetting.Cluster).Select(row => row.Value).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task TryKeepAsync(string name, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        rows.Add(new HouseSetting { Name = HouseSetting.Cluster, Value = name });
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            // Another process that starts was first.
        }
    }
}
