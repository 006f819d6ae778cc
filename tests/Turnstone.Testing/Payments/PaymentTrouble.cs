namespace Turnstone.Testing.Payments;

/// <summary>What goes wrong with one request to the payment provider.</summary>
public enum PaymentTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection ends before anything was done.</summary>
    LostRequest,

    /// <summary>All was done, and the connection ends before the answer.</summary>
    LostReply,

    /// <summary>All was done, and the answer never comes.</summary>
    Silence,

    /// <summary>It is answered 500 before anything was done.</summary>
    Broken,

    /// <summary>It is answered 429 before anything was done.</summary>
    TooMany,

    /// <summary>The key is not taken.</summary>
    NotLetIn,
}
