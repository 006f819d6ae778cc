namespace Turnstone.Client.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>Made up, and not placed: it can be changed.</summary>
    Draft,

    /// <summary>Placed, to be paid by wire transfer.</summary>
    AwaitingPayment,

    /// <summary>Placed by card, and it is not known yet whether the card was charged: it is found out by itself.</summary>
    Processing,

    /// <summary>Paid: its licences are there.</summary>
    Paid,

    /// <summary>Its payment was not accepted.</summary>
    Refused,

    /// <summary>Given up by the workgroup.</summary>
    Cancelled,
}
