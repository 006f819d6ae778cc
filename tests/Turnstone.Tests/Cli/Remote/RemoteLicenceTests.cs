using Turnstone.Client.Coupons;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Orders;
using Turnstone.Client.People;
using Turnstone.Testing.Mail;
using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>Customers' people and their licences, by command.</summary>
public sealed class RemoteLicenceTests : IAsyncLifetime
{
    private readonly SmtpListener _mail = new();
    private ServerWorld _world = null!;
    private RemoteRun _run = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _mail, licensing: Orders.Metered);
        _run = await SignedInAsync();
        await _run.FineAsync("customer", "add", "Example", "--domain", "new.example");
    }

    public async ValueTask DisposeAsync()
    {
        _run.Dispose();
        await _world.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task People_AreAddedListedAndRemoved()
    {
        var list = _run.Write("people.csv", "Primary Email Address,First Name,Last Name\nanna@new.example,Anna,Adams\nbert@new.example,Bert,Brown\n");
        Assert.Equal("2 people would be added.\n", await _run.FineAsync("customer", "user", "import", "Example", list, "--dry-run"));
        Assert.Equal("2 people were added.\n", await _run.FineAsync("customer", "user", "import", "new.example", list));
        await _run.FineAsync("customer", "user", "add", "Example", "carl@new.example", "--first-name", "Carl", "--principal-name", "carl@corp.example");

        Assert.Equal("bert@new.example is removed.\n", await _run.FineAsync("customer", "user", "remove", "Example", "BERT@new.example"));

        var people = await _run.JsonAsync<IReadOnlyList<CustomerUserInfo>>("customer", "user", "list", "Example");
        Assert.Equal([("anna@new.example", "Anna", ""), ("carl@new.example", "Carl", "carl@corp.example")], people.Select(user => (user.Address, user.FirstName, user.PrincipalName)));
        Assert.Matches("anna@new.example +Anna +Adams", await _run.FineAsync("customer", "user", "list", "Example", "--search", "adams"));
    }

    [Fact]
    public async Task FaultsOfAListOfPeople_AreToldWithRowAndColumn_AndNobodyIsAdded()
    {
        var said = await _run.RunAsync("customer", "user", "import", "Example", _run.Write("faulty.csv", "Primary Email Address\nanna@new.example\nnonsense\n"));

        Assert.Equal(64, said.Status);
        Assert.Contains("faulty.csv, row 3, column \"Primary Email Address\":", said.Error, StringComparison.Ordinal);
        Assert.Empty(await _run.JsonAsync<IReadOnlyList<CustomerUserInfo>>("customer", "user", "list", "Example"));
    }

    [Fact]
    public async Task Order_ByTransfer_BringsLicences_WhichAreAppliedAndTakenBack()
    {
        await _run.FineAsync("customer", "user", "add", "Example", "anna@new.example");
        await _run.FineAsync("customer", "user", "add", "Example", "bert@new.example");
        var order = await _run.JsonAsync<OrderInfo>(Order("100"));
        Assert.Contains("1,500.00 USD", await _run.FineAsync("licence", "order", "show", order.Reference), StringComparison.Ordinal);
        Assert.Equal(OrderState.AwaitingPayment, (await _run.JsonAsync<OrderInfo>("licence", "order", "place", order.Reference, "--wire")).State);
        Assert.Equal(OrderState.Paid, (await _run.JsonAsync<OrderInfo>("licence", "order", "accept", order.Reference)).State);

        Assert.Equal("1 licence applied; 0 people had one.\n", await _run.FineAsync("licence", "apply", "Example", "--user", "anna@new.example"));
        Assert.Equal("1 licence applied; 1 person had one.\n", await _run.FineAsync("licence", "apply", "Example", "--all"));
        Assert.Equal("1 licence taken back; 0 people had none.\n", await _run.FineAsync("licence", "remove", "Example", "--search", "bert"));

        var overview = await _run.JsonAsync<LicenceOverview>("licence", "status");
        Assert.Equal((true, 99, 1), (overview.IsMetered, overview.Available, overview.Applied));
        Assert.Contains("99 of 100 available", await _run.FineAsync("licence", "status"), StringComparison.Ordinal);
        Assert.Equal("anna@new.example", Assert.Single(await _run.JsonAsync<IReadOnlyList<CustomerUserInfo>>("customer", "user", "list", "Example", "--licence", "applied")).Address);
    }

    [Fact]
    public async Task Orders_AreRefusedCancelledAndListed()
    {
        var first = await _run.JsonAsync<OrderInfo>(Order("100"));
        var second = await _run.JsonAsync<OrderInfo>(Order("5"));
        await _run.FineAsync("licence", "order", "place", first.Reference, "--wire");

        var refused = await _run.JsonAsync<OrderInfo>("licence", "order", "refuse", first.Reference, "--reason", "Nothing came.");
        await _run.FineAsync("licence", "order", "cancel", $"{second.Id}");
        var said = await _run.RunAsync("licence", "order", "place", second.Reference, "--wire");

        Assert.Equal((OrderState.Refused, "Nothing came."), (refused.State, refused.Problem));
        Assert.Equal(second.Reference, Assert.Single(await _run.JsonAsync<IReadOnlyList<OrderInfo>>("licence", "order", "list", "--state", "cancelled")).Reference);
        Assert.Equal(65, said.Status);
        Assert.Contains("(order/state)", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coupon_MovesLicencesToAnotherWorkgroup_AndItsCodeIsNeverOnACommandLine()
    {
        var order = await _run.JsonAsync<OrderInfo>(Order("100"));
        await _run.FineAsync("licence", "order", "place", order.Reference, "--wire");
        await _run.FineAsync("licence", "order", "accept", order.Reference);
        var pack = (await _run.JsonAsync<LicenceOverview>("licence", "status")).Packs.Single().Id;
        var code = (await _run.FineAsync("licence", "coupon", "make", "For Bert", "--pack", $"{pack}", "--count", "7")).TrimEnd();
        using var other = await SignedInAsync();
        var codes = other.Write("codes", code + "\n");

        var checkedCodes = await other.FineAsync("licence", "coupon", "check", "--codes-file", codes);
        var applied = await other.FineAsync("licence", "coupon", "apply", "--codes-file", codes);
        other.Variables["TURNSTONE_COUPONS"] = code;
        var spent = await other.RunAsync("licence", "coupon", "check");

        Assert.Matches(@"1 +7 +\d{4}-", checkedCodes);
        Assert.Equal("7 licences came by 1 coupon.\n", applied);
        Assert.Equal(65, spent.Status);
        Assert.All([checkedCodes, applied, spent.Out, spent.Error], text => Assert.DoesNotContain(code, text, StringComparison.Ordinal));
        Assert.Equal(7, (await other.JsonAsync<LicenceOverview>("licence", "status")).Available);
        Assert.Equal(CouponState.Redeemed, Assert.Single(await _run.JsonAsync<IReadOnlyList<CouponInfo>>("licence", "coupon", "list")).State);
        await _run.FineAsync("licence", "coupon", "make", "Kept", "--pack", $"{pack}");
        Assert.Equal("Kept is taken back.\n", await _run.FineAsync("licence", "coupon", "withdraw", "kept"));
        Assert.Equal(65, (await _run.RunAsync("licence", "coupon", "withdraw", "For Bert")).Status);
    }

    [Fact]
    public async Task MailboxesOfPeople_AreAddedToAProject_AndWhatTheyLackIsTold()
    {
        await _run.FineAsync("customer", "user", "add", "Example", "anna@new.example");
        await _run.FineAsync("customer", "user", "add", "Example", "bert@new.example");
        await _run.FineAsync("project", "create", "Move", "--customer", "Example", "--region", "here");

        Assert.Equal("1 mailbox was added; 0 were there already.\n", await _run.FineAsync("mailbox", "from-users", "Move", "--user", "anna@new.example", "--source-domain", "old.example"));
        Assert.Equal("1 mailbox was added; 1 was there already.\n", await _run.FineAsync("mailbox", "from-users", "Move", "--all", "--source-domain", "old.example"));

        var mailboxes = await _run.JsonAsync<IReadOnlyList<MailboxInfo>>("mailbox", "list", "Move");
        Assert.Equal([("anna@old.example", "anna@new.example"), ("bert@old.example", "bert@new.example")], mailboxes.Select(mailbox => (mailbox.SourceAddress, mailbox.DestinationAddress)));
        Assert.Equal((2, 2), await NeedAsync());
    }

    [Fact]
    public async Task EveryFault_IsToldBeforeAnythingIsAsked()
    {
        using var run = new RemoteRun(null);
        var faults = new (string[] Command, string[] Where)[]
        {
            (["licence", "apply"], ["<customer>", "--user"]),
            (["licence", "remove", "Example", "--all", "--search", "x"], ["--user"]),
            (["licence", "order", "add", "none"], ["<quantity>", "--name", "--street", "--postal-code", "--city", "--country"]),
            (["licence", "order", "place", "TS-1"], ["--wire"]),
            (["licence", "order", "place", "TS-1", "--wire", "--card", "pm_1"], ["--wire"]),
            (["licence", "order", "place", "TS-1", "--card", "4242424242424242"], ["--card"]),
            (["licence", "order", "refuse", "TS-1"], ["--reason"]),
            (["licence", "order", "list", "--state", "lost"], ["--state"]),
            (["licence", "coupon", "make", "--count", "0"], ["<label>", "--pack", "--count"]),
            (["licence", "coupon", "apply"], ["--codes-file"]),
            (["customer", "user", "list"], ["<customer>"]),
            (["customer", "user", "add", "Example"], ["<address>"]),
            (["customer", "user", "import", "Example", "nothing.csv"], ["<csv>"]),
            (["mailbox", "from-users", "Move"], ["--user"]),
            (["project", "purge", "Move", "--days", "0"], ["--days"]),
        };
        foreach (var (command, where) in faults)
        {
            var said = await run.RunAsync(command);

            Assert.True(said.Status == 64, $"{string.Join(' ', command)}: {said.Status}\n{said.Error}");
            Assert.All(where, place => Assert.Contains($"  {place}: ", said.Error, StringComparison.Ordinal));
            Assert.DoesNotContain("4242", said.Error, StringComparison.Ordinal);
        }
    }

    private static string[] Order(string quantity) =>
        ["licence", "order", "add", quantity, "--name", "Moves Ltd", "--street", "1 Main Street", "--postal-code", "50667", "--city", "Cologne", "--country", "Germany"];

    private async Task<(int Mailboxes, int Without)> NeedAsync()
    {
        var need = await _run.JsonAsync<LicenceNeedInfo>("licence", "need", "Move");
        return (need.Mailboxes, need.Without);
    }

    private async Task<RemoteRun> SignedInAsync()
    {
        var client = await _world.WithTokenAsync(await _world.AddWorkgroupAsync(), AccessScope.Full);
        return new RemoteRun(_world) { Variables = { ["TURNSTONE_SERVER"] = RemoteRun.Server, ["TURNSTONE_TOKEN"] = client.DefaultRequestHeaders.Authorization!.Parameter! } };
    }
}
