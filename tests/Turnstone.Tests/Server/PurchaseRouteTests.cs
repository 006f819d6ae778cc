using Turnstone.Server.Orders;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Addresses on the walk to an order: what they hold, and where they lead back to.</summary>
public sealed class PurchaseRouteTests
{
    private const string Customer = "customers/019acf0e-1111-7222-8333-444455556666";

    [Theory]
    [InlineData(null, false, 0)]
    [InlineData("billing", false, 1)]
    [InlineData("summary", false, 1)]
    [InlineData("nonsense", false, 0)]
    [InlineData(null, true, 2)]
    [InlineData("licences", true, 0)]
    [InlineData("billing", true, 1)]
    [InlineData("nonsense", true, 2)]
    public void Step_IsTheOneAskedFor_AsFarAsItCanBeReached(string? word, bool isMadeUp, int step) => Assert.Equal(step, PurchaseRoute.StepOf(word, isMadeUp));

    [Theory]
    [InlineData(Customer)]
    [InlineData(Customer + "?tab=users")]
    [InlineData("projects/019acf0e-1111-7222-8333-444455556666")]
    public void Back_IsAPageOfThisServers(string back) => Assert.Equal(back, PurchaseRoute.BackOf(back));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/" + Customer)]
    [InlineData("customers/../sign-out")]
    [InlineData(Customer + "?tab=users&x=javascript:alert(1)")]
    [InlineData(Customer + "\n")]
    public void Back_IsNothingElse(string? back) => Assert.Null(PurchaseRoute.BackOf(back));

    [Fact]
    public void Address_HoldsTheNumberTheStepAndTheWayBack()
    {
        var order = Guid.Parse("019acf0e-0000-7000-8000-000000000001");

        Assert.Equal("purchase?step=billing&quantity=120&back=" + Uri.EscapeDataString(Customer), PurchaseRoute.At(null, 1, "120", Customer));
        Assert.Equal("purchase?step=licences&quantity=1%262", PurchaseRoute.At(null, 0, "1&2", "https://elsewhere.example/"));
        Assert.Equal($"purchase/{order}?step=summary", PurchaseRoute.At(order, 2, "120", null));
        Assert.Equal($"orders/{order}?back=" + Uri.EscapeDataString(Customer), PurchaseRoute.OrderAt(order, Customer));
        Assert.Equal($"orders/{order}", PurchaseRoute.OrderAt(order, "elsewhere"));
    }
}
