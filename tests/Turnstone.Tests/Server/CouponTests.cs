using System.Net;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Coupons;
using Turnstone.Tests.Server.Licences;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Licences that go from one workgroup to another.</summary>
public sealed class CouponTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private LicenceWorld _giver = null!;
    private LicenceWorld _taker = null!;
    private Guid _pack;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(licensing: Orders.Metered);
        (_giver, _taker) = (await WorkgroupAsync(), await WorkgroupAsync());
        _pack = await _giver.AddPackAsync(10, _world.Time.GetUtcNow().AddDays(200));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Licences_GoToAnotherWorkgroup_WithTheirExpiry_AndTheCodeIsKeptNowhere()
    {
        var made = await MakeAsync(4);
        var check = Assert.Single(await _taker.Client.SendAsync(HttpMethod.Post, "coupons/check", Codes($" {made.Code} ")).ReadAsync<IReadOnlyList<CouponCheckInfo>>());
        var applied = await PostApplyAsync(_taker, made.Code).ReadAsync<CouponsAppliedInfo>();

        Assert.Equal((4, made.Coupon.Expires, null), (check.Count, check.Expires, check.Problem));
        Assert.Equal(new CouponsAppliedInfo(1, 4), applied);
        var (left, come) = (Assert.Single((await _giver.OverviewAsync()).Packs), Assert.Single((await _taker.OverviewAsync()).Packs));
        Assert.Equal((6, 4), (left.Available, left.Revoked));
        Assert.Equal((0, 4, 4, left.Expires, "Coupon For Bob"), (come.Purchased, come.Granted, come.Available, come.Expires, come.Label));
        Assert.Equal(CouponState.Redeemed, Assert.Single((await ListAsync(_giver)).Items).State);
        Assert.Equal(0, (await ListAsync(_taker)).Total);
        await using var rows = _giver.Open();
        Assert.DoesNotContain(made.Code, (await rows.Coupons.SingleAsync(Cancel)).Hash, StringComparison.Ordinal);
        Assert.Equal("4: For Bob", (await rows.Actions.SingleAsync(line => line.Action == "turned into a coupon", Cancel)).Details);
    }

    [Fact]
    public async Task SeveralCodes_AreRedeemedTogether_OrNoneIs()
    {
        var (first, second) = (await MakeAsync(1), await MakeAsync(2));

        var problem = await PostApplyAsync(_taker, $"{first.Code} nobody-knows-this").AssertRefusedAsync(HttpStatusCode.Conflict, "coupon/spent");
        Assert.Equal(0, (await _taker.OverviewAsync()).Available);
        var applied = await PostApplyAsync(_taker, $"{first.Code}\n {second.Code}\t{first.Code}").ReadAsync<CouponsAppliedInfo>();

        Assert.Equal(new CouponsAppliedInfo(2, 3), applied);
        Assert.DoesNotContain("nobody-knows-this", (string?)problem["detail"], StringComparison.Ordinal);
        using var blank = await PostApplyAsync(_taker, " ");
        Assert.Equal(HttpStatusCode.BadRequest, blank.StatusCode);
    }

    [Fact]
    public async Task CouponThatManyRedeemAtOnce_IsRedeemedOnce()
    {
        var made = await MakeAsync(4);
        var takers = new List<LicenceWorld> { _taker, _giver };
        for (var number = 0; number < 3; number++)
        {
            takers.Add(await WorkgroupAsync());
        }

        var answers = await Task.WhenAll(takers.Select(taker => Task.Run(() => PostApplyAsync(taker, made.Code))));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        var available = 0;
        foreach (var taker in takers)
        {
            available += (await taker.OverviewAsync()).Available;
        }

        Assert.Equal(10, available);
    }

    [Fact]
    public async Task LastLicences_AreTurnedIntoOneCoupon_WhoeverWantsThem()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => PostMakeAsync(4))));

        Assert.Equal(2, answers.Count(answer => answer.IsSuccessStatusCode));
        Assert.Equal((2, 8), ((await _giver.OverviewAsync()).Available, (await _giver.OverviewAsync()).Packs[0].Revoked));
    }

    [Fact]
    public async Task AppliedLicences_AreNotTurnedIntoCoupons()
    {
        await _giver.ApplyAsync(await _giver.AddUsersAsync(3));

        await PostMakeAsync(8).AssertRefusedAsync(HttpStatusCode.Conflict, "coupon/wrong");
        Assert.Equal(7, (await MakeAsync(7)).Coupon.Count);
    }

    [Fact]
    public async Task CouponTakenBack_IsWorthNothing_AndItsLicencesAreThereAgain()
    {
        var made = await MakeAsync(4);

        using var withdrawn = await _giver.Client.SendAsync(HttpMethod.Delete, $"coupons/{made.Coupon.Id}");

        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal(10, (await _giver.OverviewAsync()).Available);
        var problem = await PostApplyAsync(_taker, made.Code).AssertRefusedAsync(HttpStatusCode.Conflict, "coupon/spent");
        Assert.Contains("It was taken back.", (string?)problem["detail"], StringComparison.Ordinal);
        await _giver.Client.SendAsync(HttpMethod.Delete, $"coupons/{made.Coupon.Id}").AssertRefusedAsync(HttpStatusCode.Conflict, "coupon/spent");
        Assert.Equal(10, (await _giver.OverviewAsync()).Available);
    }

    [Fact]
    public async Task CouponTakenBackAndRedeemedAtOnce_IsOneOfBoth()
    {
        for (var round = 0; round < 5; round++)
        {
            var made = await MakeAsync(1);
            var redeeming = Task.Run(() => PostApplyAsync(_taker, made.Code), Cancel);
            var withdrawing = Task.Run(() => _giver.Client.SendAsync(HttpMethod.Delete, $"coupons/{made.Coupon.Id}"), Cancel);

            Assert.NotEqual((await redeeming).IsSuccessStatusCode, (await withdrawing).IsSuccessStatusCode);
            Assert.Equal(10, (await _giver.OverviewAsync()).Available + (await _taker.OverviewAsync()).Available);
        }
    }

    [Fact]
    public async Task ExpiredLicences_AreNeitherTurnedIntoCoupons_NorRedeemed()
    {
        var late = await _giver.AddPackAsync(5, _world.Time.GetUtcNow().AddHours(1));
        var made = await MakeAsync(2, late);
        _world.Time.Advance(TimeSpan.FromHours(1));

        await PostMakeAsync(1, late).AssertRefusedAsync(HttpStatusCode.Conflict, "coupon/wrong");
        var problem = await PostApplyAsync(_taker, made.Code).AssertRefusedAsync(HttpStatusCode.Conflict, "coupon/spent");

        Assert.Contains("have expired", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(CouponState.Expired, (await ListAsync(_giver)).Items[0].State);
    }

    [Fact]
    public async Task PackOfAnotherWorkgroup_GivesNothing()
    {
        var theirs = await _taker.AddPackAsync(3);

        await PostMakeAsync(1, theirs).AssertRefusedAsync(HttpStatusCode.BadRequest, "coupon/wrong");
        Assert.Equal(3, (await _taker.OverviewAsync()).Available);
    }

    private async Task<LicenceWorld> WorkgroupAsync()
    {
        var workgroup = await _world.AddWorkgroupAsync();
        var client = await _world.SignedInAsync(workgroup);
        return new LicenceWorld(_world.Services, client, workgroup, await client.AddCustomerAsync(), _world.Time.GetUtcNow());
    }

    private static CouponCodes Codes(string codes) => new() { Codes = codes };

    private static Task<HttpResponseMessage> PostApplyAsync(LicenceWorld taker, string codes) => taker.Client.SendAsync(HttpMethod.Post, "coupons/apply", Codes(codes));

    private Task<HttpResponseMessage> PostMakeAsync(int count, Guid? pack = null) =>
        _giver.Client.SendAsync(HttpMethod.Post, "coupons", new CouponDraft { PackId = pack ?? _pack, Count = count, Label = "For Bob" });

    private Task<NewCoupon> MakeAsync(int count, Guid? pack = null) => PostMakeAsync(count, pack).ReadAsync<NewCoupon>();

    private static Task<Paged<CouponInfo>> ListAsync(LicenceWorld world) => world.Client.SendAsync(HttpMethod.Get, "coupons").ReadAsync<Paged<CouponInfo>>();
}
