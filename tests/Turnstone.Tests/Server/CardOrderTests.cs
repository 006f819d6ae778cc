using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Licences;
using Turnstone.Client.Orders;
using Turnstone.Connectors;
using Turnstone.Server.Orders;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Turnstone.Testing.Payments;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Orders that are paid by card, and a provider that loses what it is asked or answers.</summary>
public sealed class CardOrderTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new();
    private readonly StripeStandIn _stripe = new();
    private readonly KeptLog _log = new();
    private ServerWorld _world = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await StartAsync(StripeStandIn.Key);
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync(), Role.Manager);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _stripe.DisposeAsync();
        await _listener.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Card_IsChargedAtOnce_AndTheLicencesAreThere_WithAMail()
    {
        var order = await _client.AddOrderAsync(3);

        var paid = await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();

        Assert.Equal((OrderState.Paid, PaymentMethod.Card, "pk_test"), (paid.State, paid.Method, order.CardKey));
        Assert.Null(order.Payments.Single(payment => payment.Method == PaymentMethod.Card).Obstacle);
        Assert.Equal(("pi_1", 4500, "usd"), Assert.Single(_stripe.Charges));
        Assert.Equal(3, await AvailableAsync());
        Assert.Equal(["3 User Migration Bundles are there"], await SubjectsAsync());
    }

    [Fact]
    public async Task DeclinedCard_LeavesADraft_AndAnotherCardPaysIt()
    {
        var order = await _client.AddOrderAsync(3);

        var problem = await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.DeclinedCard).AssertRefusedAsync(HttpStatusCode.Conflict, "order/card-declined");
        var draft = await GetAsync(order);
        var paid = await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();

        Assert.Equal("Your card was declined.", (string?)problem["detail"]);
        Assert.Equal((OrderState.Draft, "Your card was declined."), (draft.State, draft.Problem));
        Assert.Equal((OrderState.Paid, ""), (paid.State, paid.Problem));
        Assert.Single(_stripe.Charges);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pm_nobody_knows")]
    public async Task CardThatIsNone_ChargesNothing(string card)
    {
        var order = await _client.AddOrderAsync(3);

        using var answer = await _client.PlaceAsync(order, PaymentMethod.Card, card);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal((OrderState.Draft, 0), ((await GetAsync(order)).State, _stripe.Charges.Count));
    }

    [Fact]
    public async Task CardWhoseHolderIsToConfirm_IsDeclined_AndThePaymentCancelled()
    {
        var order = await _client.AddOrderAsync(3);

        var problem = await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.HolderCard).AssertRefusedAsync(HttpStatusCode.Conflict, "order/card-declined");

        Assert.Contains("wants the card's holder to confirm", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Contains("POST /v1/payment_intents/pi_1/cancel", _stripe.Requests);
    }

    [Theory]
    [InlineData(PaymentTrouble.LostReply)]
    [InlineData(PaymentTrouble.LostRequest)]
    [InlineData(PaymentTrouble.Broken)]
    [InlineData(PaymentTrouble.TooMany)]
    public async Task RequestOrReplyThatIsLost_IsAskedForAgain_AndTheCardIsChargedOnce(PaymentTrouble trouble)
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(trouble);
        _stripe.Troubles.Enqueue(trouble);

        var placed = await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();
        Assert.Equal((OrderState.Processing, 0), (placed.State, await AvailableAsync()));
        await ResumeAsync();
        Assert.Equal(OrderState.Processing, (await GetAsync(order)).State);
        await ResumeAsync();
        await ResumeAsync();

        Assert.Equal(OrderState.Paid, (await GetAsync(order)).State);
        Assert.Single(_stripe.Charges);
        Assert.Equal(3, await AvailableAsync());
        Assert.Equal(["3 User Migration Bundles are there"], await SubjectsAsync());
    }

    [Fact]
    public async Task OrderThatIsBeingPaid_CanBeNeitherPlacedNorChangedNorCancelled()
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(PaymentTrouble.LostReply);
        await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();

        await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).AssertRefusedAsync(HttpStatusCode.Conflict, "order/state");
        await _client.SendAsync(HttpMethod.Put, $"orders/{order.Id}", Orders.Draft(5)).AssertRefusedAsync(HttpStatusCode.Conflict, "order/state");
        await _client.SendAsync(HttpMethod.Post, $"orders/{order.Id}/cancel").AssertRefusedAsync(HttpStatusCode.Conflict, "order/state");
        Assert.Single(_stripe.Charges);
    }

    [Fact]
    public async Task OrderThatManyPlaceAtOnce_IsChargedOnce()
    {
        var order = await _client.AddOrderAsync(3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard))));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Single(_stripe.Charges);
        Assert.Equal(3, await AvailableAsync());
    }

    [Fact]
    public async Task OrderThatManyAskFor_IsReleasedOnce()
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(PaymentTrouble.LostReply);
        await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(ResumeAsync)));

        Assert.Equal((OrderState.Paid, 3), ((await GetAsync(order)).State, await AvailableAsync()));
        Assert.Single(await SubjectsAsync());
    }

    [Theory]
    [InlineData(true, OrderState.Paid)]
    [InlineData(false, OrderState.Draft)]
    public async Task PaymentThatTakesItsTime_IsAskedForUntilItIsKnown_AndItsEndIsMailed(bool isPaid, OrderState end)
    {
        var order = await _client.AddOrderAsync(3);
        Assert.Equal(OrderState.Processing, (await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.SlowCard).ReadAsync<OrderInfo>()).State);
        await ResumeAsync();
        Assert.Equal(OrderState.Processing, (await GetAsync(order)).State);

        _stripe.Finish(isPaid);
        await ResumeAsync();

        Assert.Equal((end, isPaid ? 3 : 0, isPaid ? 1 : 0), ((await GetAsync(order)).State, await AvailableAsync(), _stripe.Charges.Count));
        Assert.Equal([isPaid ? "3 User Migration Bundles are there" : $"The card for your order {order.Reference} was declined"], await SubjectsAsync());
    }

    [Fact]
    public async Task SilenceOfTheProvider_EndsByItself_AndIsAskedForAgain()
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(PaymentTrouble.Silence);

        var placing = _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();
        await _stripe.FellSilent.WaitAsync(Cancel);
        Assert.False(placing.IsCompleted);
        _world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(OrderState.Processing, (await placing).State);
        await ResumeAsync();

        Assert.Equal(OrderState.Paid, (await GetAsync(order)).State);
        Assert.Single(_stripe.Charges);
    }

    [Fact]
    public async Task KeyThatTheProviderForgot_IsNotSentAgain_ThePaymentIsLookedFor()
    {
        var (charged, lost) = (await _client.AddOrderAsync(3), await _client.AddOrderAsync(5));
        _stripe.Troubles.Enqueue(PaymentTrouble.LostReply);
        await _client.PlaceAsync(charged, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();
        _stripe.Troubles.Enqueue(PaymentTrouble.LostRequest);
        await _client.PlaceAsync(lost, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();
        await using (var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House()))
        {
            // As a server finds them that was down for a day.
            var before = _world.Time.GetUtcNow().AddHours(-24);
            await rows.LicenceOrders.ExecuteUpdateAsync(change => change.SetProperty(row => row.Placed, before), Cancel);
        }

        _stripe.ForgetKeys();
        await ResumeAsync();

        Assert.Single(_stripe.Charges);
        Assert.Equal((OrderState.Paid, OrderState.Draft, 3), ((await GetAsync(charged)).State, (await GetAsync(lost)).State, await AvailableAsync()));
        Assert.Contains("nothing was charged", (await GetAsync(lost)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyThatIsWrong_IsTheOperatorsMatter_AndChargesNothing()
    {
        await using var world = await StartAsync("sk_wrong");
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());
        var order = await client.AddOrderAsync(3);

        await client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).AssertRefusedAsync(HttpStatusCode.Conflict, "order/card-declined");

        Assert.Empty(_stripe.Charges);
    }

    [Fact]
    public async Task KeyThatIsChangedAfterALostReply_DoesNotGiveThePaymentUp()
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(PaymentTrouble.LostReply);
        _stripe.Troubles.Enqueue(PaymentTrouble.NotLetIn);
        await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();

        await ResumeAsync();
        Assert.Equal(OrderState.Processing, (await GetAsync(order)).State);
        await ResumeAsync();

        Assert.Equal(OrderState.Paid, (await GetAsync(order)).State);
        Assert.Single(_stripe.Charges);
    }

    [Fact]
    public async Task ServerFindsOutByItself_WhatItDoesNotKnow()
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(PaymentTrouble.LostReply);
        await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();
        OrderInfo now;
        while ((now = await GetAsync(order)).State == OrderState.Processing)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal(OrderState.Paid, now.State);
    }

    [Fact]
    public async Task KeyAndCard_AreInNoLog()
    {
        var order = await _client.AddOrderAsync(3);
        _stripe.Troubles.Enqueue(PaymentTrouble.NotLetIn);
        using var refused = await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard);
        await _client.PlaceAsync(order, PaymentMethod.Card, StripeStandIn.GoodCard).ReadAsync<OrderInfo>();

        Assert.DoesNotContain(StripeStandIn.Key, _log.Text, StringComparison.Ordinal);
        Assert.Contains("payment provider refused", _log.Text, StringComparison.Ordinal);
    }

    private Task<ServerWorld> StartAsync(string key) => ServerWorld.StartAsync(_log, _listener, licensing: Orders.Metered with
    {
        Stripe = new StripeSettings { Key = new Secret(key), PublicKey = "pk_test", Url = _stripe.Url, Patience = TimeSpan.FromSeconds(10) },
    });

    private Task ResumeAsync() => _world.Services.GetRequiredService<CardOrders>().ResumeAsync(Cancel);

    private Task<OrderInfo> GetAsync(OrderInfo order) => _client.SendAsync(HttpMethod.Get, $"orders/{order.Id}").ReadAsync<OrderInfo>();

    private async Task<int> AvailableAsync() => (await _client.SendAsync(HttpMethod.Get, "licences").ReadAsync<LicenceOverview>()).Available;

    private async Task<List<string>> SubjectsAsync()
    {
        await _world.SendMailsAsync();
        var subjects = new List<string>();
        while (_listener.Waiting > 0)
        {
            subjects.Add((await _listener.NextAsync(Cancel)).Message.Subject ?? "");
        }

        return subjects;
    }
}
