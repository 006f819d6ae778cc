using Turnstone.Client;
using Turnstone.Client.Coupons;
using Turnstone.Client.Customers;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Licences;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Orders;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.Databases;
using Turnstone.Testing.Payments;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>Licences of a server that meters, on a real database: nobody gets what another has, however many ask at the same moment.</summary>
public abstract class ServedLicenceTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("turnstone-").FullName;
    private readonly StripeStandIn _stripe = new();
    private ServeProcess _serve = null!;
    private TurnstoneClient _client = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract Task<string?> ConnectionAsync();

    public async ValueTask InitializeAsync()
    {
        _serve = await ServeProcess.StartAsync(
            Path.Combine(_data, "data"), await ConnectionAsync(), Cancel,
            new Dictionary<string, string?> { ["TURNSTONE_STRIPE_KEY"] = StripeStandIn.Key, ["TURNSTONE_STRIPE_URL"] = _stripe.Url.AbsoluteUri }, "--licensing", "metered", "--licence-price", "15.00 USD");
        _client = _serve.Client(await _serve.SetUpAsync(Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await (_serve?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _stripe.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task OrderManyAcceptAtOnce_IsReleasedOnce_AndManyWhoApply_GetNoMoreThanThereAre()
    {
        var order = await _client.AddOrderAsync(Draft(100), Cancel);
        await _client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        var accepted = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SucceedsAsync(() => _client.AcceptOrderAsync(order.Id, Cancel))));
        Assert.Single(accepted, isAccepted => isAccepted);

        // Six customers of 30 people each: three and a third of them fit.
        var customers = new List<Guid>();
        for (var number = 1; number <= 6; number++)
        {
            customers.Add(await CustomerAsync($"customer{number}.example", people: 30));
        }

        var applied = await Task.WhenAll(customers.Select(customer =>
            SucceedsAsync(() => _client.ApplyLicencesAsync(customer, new CustomerUserSelection { Filter = new CustomerUserFilter() }, Cancel))));

        var overview = await _client.GetLicencesAsync(Cancel);
        Assert.Equal((3, 90, 10), (applied.Count(isApplied => isApplied), overview.Applied, overview.Available));
    }

    [Fact]
    public async Task LicenceTakenBackWhileItsPassIsSubmitted_IsEitherTakenBackOrReserved()
    {
        var order = await _client.AddOrderAsync(Draft(100), Cancel);
        await _client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        await _client.AcceptOrderAsync(order.Id, Cancel);
        var customer = await CustomerAsync("new.example", people: 1);
        var project = await ProjectAsync(customer);
        var selection = new CustomerUserSelection { Filter = new CustomerUserFilter() };
        for (var round = 0; round < 20; round++)
        {
            await _client.ApplyLicencesAsync(customer, selection, Cancel);

            // For later, so that it is under way for as long as it is looked at.
            var submitting = _client.SubmitPassesAsync(project, new PassDraft { Kind = PassKind.Full, Due = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero) }, Cancel);
            var removing = SucceedsAsync(() => _client.RemoveLicencesAsync(customer, selection, Cancel));
            var (submitted, removed) = ((await submitting).Submitted == 1, await removing);

            Assert.True(submitted != removed, $"Round {round}: submitted {submitted}, taken back {removed}.");
            Assert.Equal(submitted ? 1 : 0, (await _client.GetLicencesAsync(Cancel)).Reserved);
            await _client.StopPassesAsync(project, new StopDraft(), Cancel);
        }
    }

    [Fact]
    public async Task People_AreCountedByHowTheyStand_AndAMailboxIsFoundByItsAddress()
    {
        var order = await _client.AddOrderAsync(Draft(100), Cancel);
        await _client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        await _client.AcceptOrderAsync(order.Id, Cancel);
        var customer = await CustomerAsync("new.example", people: 3);
        var project = await ProjectAsync(customer);
        var first = (await _client.ListCustomerUsersAsync(customer, "user1@", cancellationToken: Cancel)).Items[0];
        await _client.ApplyLicencesAsync(customer, new CustomerUserSelection { Ids = [first.Id] }, Cancel);
        var need = await _client.GetLicenceNeedAsync(project, Cancel);
        await _client.SubmitPassesAsync(project, new PassDraft { Kind = PassKind.Full, Due = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero) }, Cancel);

        Assert.Equal((1, 1, 0), (need.Mailboxes, need.WouldUse, need.Without));
        foreach (var (state, count) in new[] { (LicenceState.None, 2), (LicenceState.Reserved, 1), (LicenceState.Applied, 0), (LicenceState.Used, 0), (LicenceState.Expired, 0) })
        {
            Assert.Equal(count, (await _client.ListCustomerUsersAsync(customer, licence: state, cancellationToken: Cancel)).Total);
        }

        await Assert.ThrowsAsync<RefusedException>(() => _client.DeleteCustomerUserAsync(first.Id, Cancel));
        await _client.StopPassesAsync(project, new StopDraft(), Cancel);
        await _client.DeleteCustomerUserAsync(first.Id, Cancel);
        Assert.Equal(100, (await _client.GetLicencesAsync(Cancel)).Available);
    }

    [Fact]
    public async Task CardWhoseReplyWasLost_IsChargedOnce_AndFoundOutByTheServerItself()
    {
        var order = await _client.AddOrderAsync(Draft(3), Cancel);
        _stripe.Troubles.Enqueue(PaymentTrouble.LostReply);

        var placed = await _client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Card, Card = StripeStandIn.GoodCard }, Cancel);
        Assert.Equal(OrderState.Processing, placed.State);
        while ((placed = await _client.GetOrderAsync(order.Id, Cancel)).State == OrderState.Processing)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), Cancel);
        }

        Assert.Equal((OrderState.Paid, 1, 3), (placed.State, _stripe.Charges.Count, (await _client.GetLicencesAsync(Cancel)).Available));
    }

    [Fact]
    public async Task CouponAndCard_ThatManyUseAtOnce_AreUsedOnce()
    {
        var order = await _client.AddOrderAsync(Draft(10), Cancel);
        var placed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            SucceedsAsync(() => _client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Card, Card = StripeStandIn.GoodCard }, Cancel))));
        var pack = Assert.Single((await _client.GetLicencesAsync(Cancel)).Packs);
        var made = new List<NewCoupon>();
        var makings = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SucceedsAsync(async () =>
        {
            var coupon = await _client.MakeCouponAsync(new CouponDraft { PackId = pack.Id, Count = 4, Label = "Four" }, Cancel);
            lock (made)
            {
                made.Add(coupon);
            }

            return coupon;
        })));
        var codes = new CouponCodes { Codes = string.Join(' ', made.Select(coupon => coupon.Code)) };
        var applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SucceedsAsync(() => _client.ApplyCouponsAsync(codes, Cancel))));

        Assert.Equal((1, 1, 2, 1), (placed.Count(isPlaced => isPlaced), _stripe.Charges.Count, makings.Count(isMade => isMade), applied.Count(isApplied => isApplied)));
        Assert.Equal(10, (await _client.GetLicencesAsync(Cancel)).Available);
    }

    private async Task<Guid> CustomerAsync(string domain, int people)
    {
        var customer = (await _client.AddCustomerAsync(new CustomerDraft { CompanyName = domain, PrimaryDomain = domain }, Cancel)).Id;
        var list = "Email\n" + string.Concat(Enumerable.Range(1, people).Select(number => $"user{number}@{domain}\n"));
        await _client.ImportCustomerUsersAsync(customer, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(list)), cancellationToken: Cancel);
        return customer;
    }

    private async Task<Guid> ProjectAsync(Guid customer)
    {
        var source = await _client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Old", Kind = EndpointType.Imap, Address = "imaps://old.example" }, Cancel);
        var destination = await _client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer, Name = "New", Kind = EndpointType.Exchange, Address = "https://new.example/owa", Login = "mover", Secret = "Winter-2026" }, Cancel);
        var project = await _client.AddProjectAsync(
            new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", SourceId = source.Id, DestinationId = destination.Id }, Cancel);
        await _client.AddMailboxAsync(project.Id, new MailboxDraft { SourceAddress = "user1@old.example", DestinationAddress = "user1@new.example" }, Cancel);
        return project.Id;
    }

    private static OrderDraft Draft(int quantity) => new()
    {
        Quantity = quantity,
        Billing = new BillingAddress { Name = "Moves Ltd", Street = "1 Main Street", PostalCode = "50667", City = "Cologne", Country = "Germany" },
    };

    private static async Task<bool> SucceedsAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (RefusedException e) when (e.Status == System.Net.HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}

public sealed class ServedLicencesOnSqliteTests : ServedLicenceTests
{
    protected override Task<string?> ConnectionAsync() => Task.FromResult<string?>(null);
}

public sealed class ServedLicencesOnPostgresTests(PostgresHost host) : ServedLicenceTests, IClassFixture<PostgresHost>
{
    protected override async Task<string?> ConnectionAsync() => await host.MakeDatabaseAsync(Cancel);
}
