using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Licences;
using Turnstone.Client.Orders;
using Turnstone.Server.Orders;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Orders and their payment by wire transfer.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new();
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _manager = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _listener, licensing: Orders.Metered);
        _workgroup = await _world.AddWorkgroupAsync();
        _manager = await _world.SignedInAsync(_workgroup, Role.Manager);
        _administrator = await _world.SignedInAsync(_workgroup);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task Order_IsSummedUp_AndCanBeChanged_BeforeItIsPlaced()
    {
        var order = await _manager.AddOrderAsync(20);
        var changed = await _manager.SendAsync(HttpMethod.Put, $"orders/{order.Id}", Orders.Draft(120)).ReadAsync<OrderInfo>();

        Assert.Equal((OrderState.Draft, new Price(15, "USD"), new Price(300, "USD"), new Price(0, "USD")), (order.State, order.UnitPrice, order.Total, order.Tax));
        Assert.Matches("^TS-[A-Z2-9]{8}$", order.Reference);
        Assert.Equal("Moves Ltd", order.Billing.Name);
        Assert.Contains("from 100 licences on, and this order has 20", Wire(order).Obstacle, StringComparison.Ordinal);
        Assert.Equal((new Price(1800, "USD"), null), (changed.Total, Wire(changed).Obstacle));
        Assert.Equal(changed, (await _manager.SendAsync(HttpMethod.Get, $"orders/{order.Id}").ReadAsync<OrderInfo>()) with { Payments = changed.Payments });
        Assert.Equal(0, (await OverviewAsync()).Available);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public async Task QuantityThatIsNone_IsRefused(int quantity)
    {
        using var answer = await _manager.SendAsync(HttpMethod.Post, "orders", Orders.Draft(quantity));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task BillingAddressLeftBlank_IsNamed()
    {
        var draft = Orders.Draft(1);
        using var answer = await _manager.SendAsync(HttpMethod.Post, "orders", draft with { Billing = draft.Billing with { City = "" } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("City", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Transfer_IsRefusedBelowAHundred_AndACardWhereNoneIsTaken()
    {
        var order = await _manager.AddOrderAsync(99);

        await _manager.PlaceAsync(order, PaymentMethod.Wire).AssertRefusedAsync(HttpStatusCode.Conflict, "order/wire-too-few");
        await _manager.PlaceAsync(order, PaymentMethod.Card, "pm_card_visa").AssertRefusedAsync(HttpStatusCode.Conflict, "order/card");
        Assert.Equal(OrderState.Draft, (await _manager.SendAsync(HttpMethod.Get, $"orders/{order.Id}").ReadAsync<OrderInfo>()).State);
    }

    [Fact]
    public async Task Transfer_IsReleasedWhenAnAdministratorAcceptsIt_AndEverybodyConcernedIsTold()
    {
        var order = await _manager.AddOrderAsync(100);
        var placed = await _manager.PlaceAsync(order, PaymentMethod.Wire).ReadAsync<OrderInfo>();
        Assert.Equal((OrderState.AwaitingPayment, 0), (placed.State, (await OverviewAsync()).Available));
        await _manager.SendAsync(HttpMethod.Post, $"orders/{order.Id}/accept").AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/role-too-low");
        // Which of the two goes out first is nobody's promise.
        var first = (await MailsAsync(2)).OrderByDescending(mail => mail.Message.Subject, StringComparer.Ordinal).ToList();

        var paid = await _administrator.SendAsync(HttpMethod.Post, $"orders/{order.Id}/accept").ReadAsync<OrderInfo>();
        var second = await MailsAsync(1);

        var pack = Assert.Single((await OverviewAsync()).Packs);
        Assert.Equal((OrderState.Paid, 100, order.Id, _world.Time.GetUtcNow().AddYears(1)), (paid.State, pack.Available, pack.OrderId, pack.Expires));
        Assert.Equal(
            [$"Your order {order.Reference} waits for your transfer", $"The order {order.Reference} waits for its transfer to be accepted"], first.Select(mail => mail.Message.Subject));
        Assert.Contains("To be paid: 1500.00 USD", first[0].Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("IBAN DE00 1234", first[0].Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Moves Ltd, 1 Main Street, 50667 Cologne, Germany", first[0].Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("100 User Migration Bundles are there", Assert.Single(second).Message.Subject);
        Assert.Equal(first[0].Recipients, second[0].Recipients);
    }

    [Fact]
    public async Task TransferThatDoesNotCome_IsRefusedWithItsReason_OrCancelled()
    {
        var (refused, cancelled) = (await PlacedAsync(), await PlacedAsync());
        await MailsAsync(4);

        var answer = await _administrator.SendAsync(HttpMethod.Post, $"orders/{refused}/refuse", new OrderRefusal { Reason = "Nothing came <yet>." }).ReadAsync<OrderInfo>();
        var given = await _manager.SendAsync(HttpMethod.Post, $"orders/{cancelled}/cancel").ReadAsync<OrderInfo>();

        Assert.Equal((OrderState.Refused, "Nothing came <yet>.", OrderState.Cancelled, 0), (answer.State, answer.Problem, given.State, (await OverviewAsync()).Packs.Count));
        var mail = Assert.Single(await MailsAsync(1));
        Assert.Contains("Nothing came <yet>.", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Nothing came &lt;yet&gt;.", mail.Message.HtmlBody, StringComparison.Ordinal);
        foreach (var order in new[] { refused, cancelled })
        {
            await _administrator.SendAsync(HttpMethod.Post, $"orders/{order}/accept").AssertRefusedAsync(HttpStatusCode.Conflict, "order/state");
            await _manager.SendAsync(HttpMethod.Post, $"orders/{order}/cancel").AssertRefusedAsync(HttpStatusCode.Conflict, "order/state");
            await _manager.SendAsync(HttpMethod.Put, $"orders/{order}", Orders.Draft(1)).AssertRefusedAsync(HttpStatusCode.Conflict, "order/state");
        }
    }

    [Fact]
    public async Task OrderThatManyAcceptAtOnce_IsReleasedOnce()
    {
        var order = await PlacedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => _administrator.SendAsync(HttpMethod.Post, $"orders/{order}/accept"))));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers.Where(answer => !answer.IsSuccessStatusCode), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Equal(100, (await OverviewAsync()).Available);
    }

    [Fact]
    public async Task OrderAcceptedAndCancelledAtOnce_IsOneOfBoth()
    {
        for (var round = 0; round < 5; round++)
        {
            var before = (await OverviewAsync()).Available;
            var order = await PlacedAsync();
            var accepting = Task.Run(() => _administrator.SendAsync(HttpMethod.Post, $"orders/{order}/accept"), Cancel);
            var cancelling = Task.Run(() => _manager.SendAsync(HttpMethod.Post, $"orders/{order}/cancel"), Cancel);
            var accepted = (await accepting).IsSuccessStatusCode;

            Assert.NotEqual(accepted, (await cancelling).IsSuccessStatusCode);
            Assert.Equal(before + (accepted ? 100 : 0), (await OverviewAsync()).Available);
        }
    }

    [Fact]
    public async Task Orders_AreListedTheNewestFirst_AndByWhereTheyStand_AndTheLogKeepsThem()
    {
        var placed = await PlacedAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var draft = await _manager.AddOrderAsync(1);

        var all = await _manager.SendAsync(HttpMethod.Get, "orders").ReadAsync<Paged<OrderInfo>>();
        var waiting = await _manager.SendAsync(HttpMethod.Get, "orders?state=awaitingPayment").ReadAsync<Paged<OrderInfo>>();

        Assert.Equal([draft.Id, placed], all.Items.Select(order => order.Id));
        Assert.Equal(placed, Assert.Single(waiting.Items).Id);
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(_workgroup));
        var line = await rows.Actions.Where(row => row.SubjectId == placed && row.Action == "changed").SingleAsync(Cancel);
        Assert.Contains("State: Draft → AwaitingPayment", line.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatSendsNoMail_SellsAllTheSame()
    {
        await using var world = await ServerWorld.StartAsync(licensing: Orders.Metered);
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());

        Assert.Equal(OrderState.Paid, (await client.BuyAsync(100)).State);
    }

    [Theory]
    [InlineData("15.00 USD", 1500, "15.00 USD")]
    [InlineData(" 7.5 eur ", 750, "7.50 EUR")]
    [InlineData("900 JPY", 900, "900 JPY")]
    public void Price_IsReadAsPeopleWriteIt(string text, long minor, string shown)
    {
        Assert.True(Money.TryParse(text, out var money));
        Assert.Equal((minor, shown), (money.Minor, $"{money}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("15")]
    [InlineData("0 USD")]
    [InlineData("-1 USD")]
    [InlineData("1,50 USD")]
    [InlineData("1.505 USD")]
    [InlineData("1.5 JPY")]
    [InlineData("1.5 KWD")]
    [InlineData("99999999 USD")]
    public void PriceThatIsNone_IsNotRead(string? text) => Assert.False(Money.TryParse(text, out _));

    private static OfferedPayment Wire(OrderInfo order) => order.Payments.Single(payment => payment.Method == PaymentMethod.Wire);

    private Task<LicenceOverview> OverviewAsync() => _manager.SendAsync(HttpMethod.Get, "licences").ReadAsync<LicenceOverview>();

    private async Task<Guid> PlacedAsync()
    {
        var order = await _manager.AddOrderAsync(100);
        return (await _manager.PlaceAsync(order, PaymentMethod.Wire).ReadAsync<OrderInfo>()).Id;
    }

    private async Task<List<ReceivedMail>> MailsAsync(int count)
    {
        await _world.SendMailsAsync();
        Assert.Equal(count, _listener.Waiting);
        var mails = new List<ReceivedMail>();
        for (var number = 0; number < count; number++)
        {
            mails.Add(await _listener.NextAsync(Cancel));
        }

        return mails;
    }
}
