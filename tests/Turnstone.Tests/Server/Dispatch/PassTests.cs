using System.Net;
using System.Net.Http.Json;
using Turnstone.Client;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>Passes from their submission to their result, as a client sees them.</summary>
public sealed class PassTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FullPass_MovesEverything_AndSaysSo()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 3);

        var submission = await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>();
        await world.RunAsync();

        Assert.Equal((3, 0), (submission.Submitted, submission.Refused.Count));
        foreach (var mailbox in world.Mailboxes)
        {
            var pass = await world.PassAsync(mailbox);
            Assert.Equal((PassState.Completed, "Perfect"), (pass.State, pass.Grade));
            Assert.Equal((3, 3, 0), (pass.Progress.Found, pass.Progress.Copied, pass.Progress.Failed));
            Assert.Equal(3, world.Opener.Of(mailbox).Destination.Deliveries.Count);
        }
    }

    [Fact]
    public async Task SecondFullPass_CopiesNothing()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        await world.RunAsync();

        await world.SubmitAsync(PassKind.Full);
        await world.RunAsync();

        var pass = await world.PassAsync();
        Assert.Equal((PassState.Completed, 0, 3), (pass.State, pass.Progress.Copied, pass.Progress.AlreadyThere));
        Assert.Equal(3, world.Opener.Of(world.Mailboxes[0]).Destination.Deliveries.Count);
    }

    [Fact]
    public async Task PassForLater_WaitsForItsTime()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full, due: world.World.Time.GetUtcNow().AddHours(2));
        await world.RunAsync();
        Assert.Equal(PassState.Submitted, (await world.PassAsync()).State);

        world.World.Time.Advance(TimeSpan.FromHours(2));
        await world.RunAsync();

        Assert.Equal(PassState.Completed, (await world.PassAsync()).State);
    }

    [Fact]
    public async Task MailboxWithAPassUnderWay_IsRefusedAnother_AndTheOthersAreSubmitted()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 2);
        await world.SubmitAsync(PassKind.Full, mailboxes: world.Mailboxes[0]);

        var submission = await world.SubmitAsync(PassKind.Trial).ReadAsync<Submission>();

        Assert.Equal(1, submission.Submitted);
        Assert.Equal((world.Mailboxes[0], "pass/under-way"), (submission.Refused[0].MailboxId, submission.Refused[0].Code));
    }

    [Fact]
    public async Task ManyWhoSubmitAtOnce_SubmitOnePassForEachMailbox()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()));

        Assert.Equal(5, answers.Sum(answer => answer.Submitted));
        Assert.Equal(15, answers.Sum(answer => answer.Refused.Count));
    }

    [Fact]
    public async Task Retry_IsRefused_UnlessTheLastPassEndedWithErrors()
    {
        await using var world = await DispatchWorld.StartAsync();
        Assert.Equal("pass/retry-refused", Assert.Single((await world.SubmitAsync(PassKind.Retry).ReadAsync<Submission>()).Refused).Code);

        world.Opener.Of(world.Mailboxes[0]).Destination.Refuse = item => item.Source.Uid == 2 ? Refused : null;
        await world.SubmitAsync(PassKind.Full);
        await world.RunAsync();
        var first = await world.PassAsync();
        var errors = await world.Client.SendAsync(HttpMethod.Get, $"passes/{first.Id}/errors").ReadAsync<Paged<ItemErrorInfo>>();
        world.Opener.Of(world.Mailboxes[0]).Destination.Refuse = null;
        var retried = await world.SubmitAsync(PassKind.Retry).ReadAsync<Submission>();
        await world.RunAsync();

        Assert.Equal((PassState.CompletedWithErrors, "Investigate"), (first.State, first.Grade));
        Assert.Equal((2, "failed", "destination/item-refused"), (errors.Items[0].Uid, errors.Items[0].Outcome, errors.Items[0].Code));
        Assert.Equal(1, retried.Submitted);
        Assert.Equal((PassState.Completed, 1), ((await world.PassAsync()).State, (await world.PassAsync()).Progress.Copied));
    }

    [Fact]
    public async Task PassesThatCount_AreLimited_AndTrialsAreNot()
    {
        await using var world = await DispatchWorld.StartAsync();
        for (var number = 1; number <= 10; number++)
        {
            Assert.Equal(1, (await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Submitted);
            await world.RunAsync();
        }

        var refused = Assert.Single((await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Refused);
        var trial = await world.SubmitAsync(PassKind.Trial).ReadAsync<Submission>();

        Assert.Equal("pass/limit", refused.Code);
        Assert.Equal(1, trial.Submitted);
    }

    [Fact]
    public async Task StopBeforeItBegan_EndsItAtOnce()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 2);
        await world.SubmitAsync(PassKind.Full, due: world.World.Time.GetUtcNow().AddDays(1), mailboxes: world.Mailboxes[0]);
        await world.SubmitAsync(PassKind.Full, mailboxes: world.Mailboxes[1]);

        var stopping = await world.StopAsync();
        await world.RunAsync();

        Assert.Equal(new StopResult(2, 0), stopping);
        Assert.Equal(PassState.Stopped, (await world.PassAsync(world.Mailboxes[0])).State);
        Assert.Equal(PassState.Stopped, (await world.PassAsync(world.Mailboxes[1])).State);
        Assert.Empty(world.Opener.Of(world.Mailboxes[1]).Destination.Deliveries);
    }

    [Fact]
    public async Task StopWhileItMoves_EndsItWithWhatIsInFlight_AndTheSamePassCarriesOn()
    {
        await using var world = await DispatchWorld.StartAsync(messages: 200);
        var pair = world.Opener.Of(world.Mailboxes[0]);
        var goOn = new TaskCompletionSource();
        await world.HoldDeliveryAsync(goOn.Task);

        var stop = await world.StopAsync();
        goOn.SetResult();
        await world.IdleAsync();
        var stopped = await world.PassAsync();
        pair.Destination.BeforeDelivery = null;
        await world.SubmitAsync(PassKind.Full);
        await world.RunAsync();

        Assert.Equal(new StopResult(0, 1), stop);
        Assert.Equal(PassState.Stopped, stopped.State);
        Assert.Equal(PassState.Completed, (await world.PassAsync()).State);
        Assert.Equal(200, pair.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task StopOfAPassThatHangs_TakesEffectAllTheSame_AndItSendsNothingMore()
    {
        await using var world = await DispatchWorld.StartAsync(messages: 200);
        var goOn = new TaskCompletionSource();
        await world.HoldDeliveryAsync(goOn.Task);
        var pass = await world.PassIdAsync();

        await world.StopAsync();
        var idle = world.IdleAsync();
        while (!idle.IsCompleted)
        {
            world.World.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var stopped = await world.PassAsync();
        goOn.SetResult();

        Assert.Equal((pass, PassState.Stopped), (stopped.Id, stopped.State));
    }

    [Fact]
    public async Task ProjectWithoutEndpoints_IsRefused()
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.ChangeProjectAsync(project => project.SourceId = null);

        await world.SubmitAsync(PassKind.Full).AssertRefusedAsync(HttpStatusCode.Conflict, "project/incomplete");
    }

    [Theory]
    [InlineData("GET projects/{project}/passes")]
    [InlineData("GET projects/{project}/passes/events")]
    [InlineData("GET projects/{project}/statistics")]
    [InlineData("GET projects/{project}/statistics.csv")]
    [InlineData("GET passes/{pass}")]
    [InlineData("GET passes/{pass}/errors")]
    [InlineData("POST projects/{project}/passes")]
    [InlineData("POST projects/{project}/passes/stop")]
    public async Task PassesOfAColleaguesProject_AreThereOnlyWhereTheWorkgroupShares(string call)
    {
        await using var world = await DispatchWorld.StartAsync();
        await world.SubmitAsync(PassKind.Full);
        var colleague = await world.World.SignedInAsync(world.Workgroup, Role.Associate);
        var (method, path) = (HttpMethod.Parse(call.Split(' ')[0]), call.Split(' ')[1]);
        path = path.Replace("{project}", $"{world.Project}", StringComparison.Ordinal).Replace("{pass}", $"{await world.PassIdAsync()}", StringComparison.Ordinal);
        object? body = method == HttpMethod.Get ? null : path.EndsWith("stop", StringComparison.Ordinal) ? new StopDraft() : new PassDraft { Kind = PassKind.Verify };

        await colleague.SendAsync(method, path, body).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        await world.ShareAsync();

        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ContractJson.Options) };
        using var answer = await colleague.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.True(answer.IsSuccessStatusCode);
    }

    internal static Failure Refused => new()
    {
        Side = FailureSide.Destination, Scope = FailureScope.Item, Code = FailureCodes.DestinationItemRefused, Message = "No.", Remedy = "Ask.",
    };
}
