using Turnstone.Connectors;
using Turnstone.Server.Orders;
using Turnstone.Testing.Payments;

namespace Turnstone.EndToEnd.Face;

/// <summary>A server that takes cards, with a stand-in for the payment provider.</summary>
public sealed class CardServer : FaceServer
{
    /// <summary>Who charges them.</summary>
    public StripeStandIn Provider { get; } = new();

    protected override StripeSettings Cards => new() { Key = new Secret(StripeStandIn.Key), PublicKey = "pk_test", Url = Provider.Url };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
