namespace Turnstone.Client.Orders;

/// <summary>How an order is paid.</summary>
public enum PaymentMethod
{
    /// <summary>By card: the licences are there at once.</summary>
    Card,

    /// <summary>By wire transfer, from 100 licences on: they are there when an Administrator has accepted the payment.</summary>
    Wire,
}
