using System.Net;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class DrainTests
{
    [Fact]
    public async Task ServerThatLeaves_SaysSoFirst_AndServesOnMeanwhile()
    {
        await using var world = await ServerWorld.StartAsync();
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health/ready"));

        var leaving = world.LeaveAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "customers"));
        Assert.False(leaving.IsCompleted);
        world.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "customers"));
        Assert.False(leaving.IsCompleted);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await leaving.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(world.HasStopped);
    }

    [Fact]
    public async Task WhoeverIsInAHurry_NeedNotWait()
    {
        await using var world = await ServerWorld.StartAsync();
        using var hurry = new CancellationTokenSource();

        var leaving = world.LeaveAsync(TimeSpan.FromHours(1), hurry.Token);
        await hurry.CancelAsync();

        await leaving.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(world.HasStopped);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, path);
        return answer.StatusCode;
    }
}
