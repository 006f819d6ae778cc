namespace Turnstone.Server.Orders;

/// <summary>What is known of a payment by card.</summary>
internal abstract record CardAnswer
{
    private CardAnswer()
    {
    }

    /// <summary>The card was charged.</summary>
    /// <param name="PaymentId">The payment as the provider names it.</param>
    public sealed record Paid(string PaymentId) : CardAnswer;

    /// <summary>The provider has it and does not know yet.</summary>
    /// <param name="PaymentId">The payment as the provider names it.</param>
    public sealed record Pending(string PaymentId) : CardAnswer;

    /// <summary>The card was not charged, and by this payment never will be.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Declined(string Reason) : CardAnswer;

    /// <summary>Nobody answered, or not with an answer: it may have been charged.</summary>
    public sealed record Unknown : CardAnswer;
}
