namespace Turnstone.Storage.Licences;

/// <summary>How an order is paid.</summary>
public enum PaymentMethod
{
    /// <summary>By card, at once.</summary>
    Card,

    /// <summary>By wire transfer, which an Administrator says has come.</summary>
    Wire,
}
