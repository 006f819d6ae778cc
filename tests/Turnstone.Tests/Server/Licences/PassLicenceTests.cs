using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Transfer;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Notices;
using Turnstone.Server.Operations.Telemetry;
using Turnstone.Storage.Plane;
using Turnstone.Tests.Server.Dispatch;
using Xunit;
using PassState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Tests.Server.Licences;

/// <summary>Which passes take a licence, when it is used up and when it is free again.</summary>
public sealed class PassLicenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PassKind.Full)]
    [InlineData(PassKind.PreStage)]
    public async Task PassThatMovesMail_NeedsALicence_AndSaysOfWhom(PassKind kind)
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 3, licensing: Orders.Metered);
        var licences = await OfAsync(world);
        await licences.AddPackAsync(1);
        var users = await licences.AddUsersAsync(2);
        await licences.ApplyAsync(users[0]);

        var submission = await world.SubmitAsync(kind).ReadAsync<Submission>();

        Assert.Equal(1, submission.Submitted);
        Assert.All(submission.Refused, mailbox => Assert.Equal("licence/needed", mailbox.Code));
        var refused = submission.Refused.OrderBy(mailbox => mailbox.Mailbox, StringComparer.Ordinal).ToList();
        Assert.Contains("user2@example.com has no licence", refused[0].Message, StringComparison.Ordinal);
        Assert.Contains("Nobody among the customer's users has the address user3@old.example or user3@example.com", refused[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyTrialAndRetry_NeedNone_AndUseNone()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var licences = await OfAsync(world);
        await licences.AddPackAsync(1);
        var users = await licences.AddUsersAsync(1);
        await licences.ApplyAsync(users);

        foreach (var kind in new[] { PassKind.Verify, PassKind.Trial })
        {
            Assert.Equal(1, (await world.SubmitAsync(kind).ReadAsync<Submission>()).Submitted);
            await world.RunAsync();
            Assert.Equal(LicenceState.Applied, await licences.StateAsync(users[0]));
        }

        await licences.PostRemoveAsync(users).ReadAsync<LicencesRemovedInfo>();
        Assert.Equal(1, (await world.SubmitAsync(PassKind.Trial).ReadAsync<Submission>()).Submitted);
        await world.RunAsync();

        // What a retry is refused for is not a licence.
        Assert.Equal("pass/retry-refused", Assert.Single((await world.SubmitAsync(PassKind.Retry).ReadAsync<Submission>()).Refused).Code);
    }

    [Fact]
    public async Task RetryOfErrors_RunsWithoutALicence()
    {
        await using var metered = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        await using (var rows = metered.Plane.Open(new PlaneScope.Of(metered.Workgroup)))
        {
            rows.Add(new Turnstone.Storage.Passes.MailboxPass
            {
                MailboxId = metered.Mailboxes[0], ProjectId = metered.Project, Mailbox = "user1@old.example", Kind = Engine.Planning.PassKind.Full, SubmittedBy = Guid.Empty,
                Submitted = metered.World.Time.GetUtcNow(), Due = metered.World.Time.GetUtcNow(), State = PassState.CompletedWithErrors, IsOver = true,
            });
            await rows.SaveChangesAsync(Cancel);
        }

        Assert.Equal(1, (await metered.SubmitAsync(PassKind.Retry).ReadAsync<Submission>()).Submitted);
    }

    [Fact]
    public async Task Licence_IsReserved_ThenUsed_AndFurtherPassesTakeNone()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var licences = await OfAsync(world);
        await licences.AddPackAsync(1);
        var users = await licences.AddUsersAsync(1);
        await licences.ApplyAsync(users);

        await world.SubmitAsync(PassKind.Full);
        var reserved = await licences.StateAsync(users[0]);
        await licences.PostRemoveAsync(users).AssertRefusedAsync(System.Net.HttpStatusCode.Conflict, "licence/in-use");
        Assert.Equal(1, (await licences.OverviewAsync()).Reserved);
        await world.RunAsync();

        Assert.Equal((LicenceState.Reserved, LicenceState.Used), (reserved, await licences.StateAsync(users[0])));
        Assert.Equal(1, (await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Submitted);
        await world.RunAsync();
        Assert.Equal((0, 1), ((await licences.OverviewAsync()).Available, (await licences.OverviewAsync()).Used));
        await using var rows = licences.Open();
        Assert.Equal("user1@example.com", (await rows.Actions.SingleAsync(line => line.Action == "used", Cancel)).Subject);
    }

    [Fact]
    public async Task CompletedPass_UsesIt_EvenWhereNothingWasLeftToDeliver()
    {
        await using var world = await DispatchWorld.StartAsync(messages: 0, licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        Assert.NotNull(world.Opener.Of(world.Mailboxes[0]).Inbox);

        await world.SubmitAsync(PassKind.Full);
        await world.RunAsync();

        Assert.Equal(LicenceState.Used, await licences.StateAsync(users[0]));
    }

    [Fact]
    public async Task PassStoppedBeforeItBegan_GivesItBack()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        await world.SubmitAsync(PassKind.Full);

        await world.StopAsync();

        Assert.Equal(LicenceState.Applied, await licences.StateAsync(users[0]));
        Assert.Equal(1, (await licences.PostRemoveAsync(users).ReadAsync<LicencesRemovedInfo>()).Removed);
    }

    [Fact]
    public async Task PassThatFailedBeforeItDelivered_GivesItBack()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        await world.SubmitAsync(PassKind.Full);
        var lease = await TakeAsync(world);

        Assert.True(await ResultsOf(world, lease.Leases).WriteAsync(lease.Lease, Broken, Cancel));

        Assert.Equal(LicenceState.Applied, await licences.StateAsync(users[0]));
    }

    [Fact]
    public async Task PassThatFailedAfterItDelivered_HasUsedIt_WhoeverDelivered()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        await world.SubmitAsync(PassKind.Full);
        var first = await TakeAsync(world, "first");
        await first.Leases.BeatAsync([(first.Lease, Progress(copied: 5))], Cancel);
        await first.Leases.GiveBackAsync(first.Lease, Cancel);

        // Another process begins anew, with nothing copied by itself.
        var second = await TakeAsync(world, "second");
        await second.Leases.BeatAsync([(second.Lease, Progress(copied: 0))], Cancel);
        await ResultsOf(world, second.Leases).WriteAsync(second.Lease, Broken, Cancel);

        Assert.Equal(LicenceState.Used, await licences.StateAsync(users[0]));
    }

    [Theory]
    [InlineData(0, LicenceState.Applied)]
    [InlineData(5, LicenceState.Used)]
    public async Task PassStoppedByItsProcess_UsesIt_OnlyIfItDelivered(int copied, LicenceState state)
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        await world.SubmitAsync(PassKind.Full);
        var lease = await TakeAsync(world);
        await lease.Leases.BeatAsync([(lease.Lease, Progress(copied))], Cancel);
        await world.StopAsync();

        Assert.True(await ResultsOf(world, lease.Leases).WriteStoppedAsync(lease.Lease, Cancel));

        Assert.Equal(state, await licences.StateAsync(users[0]));
    }

    [Theory]
    [InlineData(0, LicenceState.Applied)]
    [InlineData(5, LicenceState.Used)]
    public async Task StoppedPassWhoseProcessDied_UsesIt_OnlyIfItDelivered(int copied, LicenceState state)
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        await world.SubmitAsync(PassKind.Full);
        var lease = await TakeAsync(world);
        await lease.Leases.BeatAsync([(lease.Lease, Progress(copied))], Cancel);
        await world.StopAsync();

        world.World.Time.Advance(TimeSpan.FromSeconds(11));
        await world.RunAsync();

        Assert.Equal(PassState.Stopped, await world.StateAsync(lease.Lease.PassId));
        Assert.Equal(state, await licences.StateAsync(users[0]));
    }

    [Fact]
    public async Task PassStoppedWhileItMoved_HasUsedIt()
    {
        await using var world = await DispatchWorld.StartAsync(messages: 200, licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        var goOn = new TaskCompletionSource();
        await world.HoldDeliveryAsync(goOn.Task);

        await world.StopAsync();
        goOn.SetResult();
        await world.IdleAsync();

        Assert.Equal(LicenceState.Used, await licences.StateAsync(users[0]));
    }

    [Fact]
    public async Task ManyWhoSubmitAtOnceForTheLastLicence_SubmitOnePass()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 4, licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.SubmitAsync(PassKind.Full).ReadAsync<Submission>())));

        Assert.Equal((1, 15), (answers.Sum(answer => answer.Submitted), answers.Sum(answer => answer.Refused.Count)));
        Assert.Equal((1, 0), ((await licences.OverviewAsync()).Reserved, (await licences.OverviewAsync()).Available));
        Assert.Equal(LicenceState.Reserved, await licences.StateAsync(users[0]));
    }

    [Fact]
    public async Task LicenceTakenBackWhileAPassIsSubmitted_IsEitherTakenBackOrReserved()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        for (var round = 0; round < 8; round++)
        {
            var submitting = Task.Run(() => world.SubmitAsync(PassKind.Full).ReadAsync<Submission>(), Cancel);
            var removing = Task.Run(() => licences.PostRemoveAsync(users), Cancel);
            var (submitted, removed) = ((await submitting).Submitted == 1, (await removing).IsSuccessStatusCode);

            Assert.True(submitted != removed, $"Round {round}: submitted {submitted}, taken back {removed}.");
            await world.StopAsync();
            await licences.ApplyAsync(users);
        }
    }

    [Fact]
    public async Task Licence_FollowsThePerson_WhenTheirAddressChanges()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (_, users) = await LicensedAsync(world);

        await world.Client.SendAsync(HttpMethod.Put, $"customer-users/{users[0].Id}", new CustomerUserDraft { Address = "user1@tenant.example" }).ReadAsync<CustomerUserInfo>();

        Assert.Equal(1, (await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Submitted);
    }

    [Fact]
    public async Task Licence_GoesWithTheMailbox_ToAnotherProject()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var (licences, users) = await LicensedAsync(world);
        await world.SubmitAsync(PassKind.Full);
        await world.StopAsync();
        await world.Client.SendAsync(HttpMethod.Put, $"customer-users/{users[0].Id}", new CustomerUserDraft { Address = "user1@tenant.example" }).ReadAsync<CustomerUserInfo>();
        var clone = await world.Client.SendAsync(HttpMethod.Post, $"projects/{world.Project}/clone", new Client.Projects.ProjectCloneDraft { Name = "Second" }).ReadAsync<Client.Projects.ProjectInfo>();
        await world.Client.SendAsync(HttpMethod.Post, $"projects/{world.Project}/mailboxes/move", new MoveDraft { Filter = new MailboxFilter(), ProjectId = clone.Id }).ReadAsync<BulkInfo>();

        var submission = await world.Client.SendAsync(HttpMethod.Post, $"projects/{clone.Id}/passes", new PassDraft { Kind = PassKind.Full }).ReadAsync<Submission>();

        Assert.Equal(1, submission.Submitted);
        Assert.Equal(LicenceState.Reserved, await licences.StateAsync(users[0]));
    }

    [Fact]
    public async Task OfTwoWhoShareAnAddress_TheOneWithALicenceIsMeant()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var licences = await OfAsync(world);
        await licences.AddPackAsync(1);
        await licences.AddUsersAsync(1);
        var second = await world.Client.SendAsync(HttpMethod.Post, $"customers/{licences.Customer}/users", new CustomerUserDraft { Address = "user1@example.com", LastName = "Second" }).ReadAsync<CustomerUserInfo>();
        await licences.ApplyAsync(second);

        Assert.Equal(1, (await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Submitted);
        Assert.Equal(LicenceState.Reserved, await licences.StateAsync(second));
    }

    [Fact]
    public async Task ExpiredLicence_AdmitsNoPass()
    {
        await using var world = await DispatchWorld.StartAsync(licensing: Orders.Metered);
        var licences = await OfAsync(world);
        await licences.AddPackAsync(1, world.World.Time.GetUtcNow().AddHours(2));
        await licences.ApplyAsync(await licences.AddUsersAsync(1));
        Assert.Equal((1, 0), Needs(await NeedAsync(world)));

        world.World.Time.Advance(TimeSpan.FromHours(2));

        var refused = Assert.Single((await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Refused);
        Assert.Equal("licence/needed", refused.Code);
        Assert.Equal((0, 1), Needs(await NeedAsync(world)));
    }

    [Fact]
    public async Task ServerThatDoesNotMeter_AsksForNone()
    {
        await using var world = await DispatchWorld.StartAsync();

        Assert.Equal(1, (await world.SubmitAsync(PassKind.Full).ReadAsync<Submission>()).Submitted);
        var need = await NeedAsync(world);
        Assert.Equal((false, 1, 0), (need.IsMetered, need.Mailboxes, need.Without));
    }

    [Fact]
    public async Task Need_IsSaidBeforeTheStart()
    {
        await using var world = await DispatchWorld.StartAsync(mailboxes: 3, licensing: Orders.Metered);
        var licences = await OfAsync(world);
        await licences.AddPackAsync(2);
        await licences.ApplyAsync(await licences.AddUsersAsync(2));
        await world.SubmitAsync(PassKind.Full, mailboxes: world.Mailboxes[0]);
        await world.RunAsync();

        var need = await NeedAsync(world);

        Assert.Equal((true, 3, 1, 1, 1), (need.IsMetered, need.Mailboxes, need.Used, need.WouldUse, need.Without));
    }

    private static Failure Broken => new() { Side = FailureSide.Local, Scope = FailureScope.Mailbox, Code = FailureCodes.LocalInternal, Message = "No." };

    private static PassResults ResultsOf(DispatchWorld world, PassLeases leases) => new(world.Plane, leases, world.World.Services.GetRequiredService<PassNotices>(), world.World.Services.GetRequiredService<ServerTelemetry>(), world.World.Time);

    private static async Task<(PassLeases Leases, Lease Lease)> TakeAsync(DispatchWorld world, string name = "elsewhere")
    {
        var leases = world.Elsewhere(name);
        return (leases, (await leases.TakeAsync(await world.PassIdAsync(), Cancel))!);
    }

    private static PassProgress Progress(int copied) => new() { Phase = PassPhase.Copying, Copied = copied };

    private static Task<LicenceNeedInfo> NeedAsync(DispatchWorld world) => world.Client.SendAsync(HttpMethod.Get, $"projects/{world.Project}/licences").ReadAsync<LicenceNeedInfo>();

    private static (int, int) Needs(LicenceNeedInfo need) => (need.WouldUse, need.Without);

    private static async Task<LicenceWorld> OfAsync(DispatchWorld world)
    {
        await using var rows = world.Plane.Open(new PlaneScope.Of(world.Workgroup));
        return new LicenceWorld(world.World.Services, world.Client, world.Workgroup, await rows.Customers.Select(row => row.Id).SingleAsync(Cancel), world.World.Time.GetUtcNow());
    }

    private static async Task<(LicenceWorld Licences, IReadOnlyList<CustomerUserInfo> Users)> LicensedAsync(DispatchWorld world)
    {
        var licences = await OfAsync(world);
        await licences.AddPackAsync(1);
        var users = await licences.AddUsersAsync(1);
        await licences.ApplyAsync(users);
        return (licences, users);
    }
}
