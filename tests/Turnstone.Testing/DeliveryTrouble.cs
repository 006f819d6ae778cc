using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>What goes wrong with one delivery.</summary>
public abstract record DeliveryTrouble
{
    private DeliveryTrouble()
    {
    }

    /// <summary>Nothing of the batch is taken; the call ends with this.</summary>
    public sealed record Lost(SessionException Exception) : DeliveryTrouble;

    /// <summary>The first <paramref name="Items"/> (null: all) are taken, then the call ends with this.</summary>
    public sealed record TakenThenLost(SessionException Exception, int? Items = null) : DeliveryTrouble;

    /// <summary>
    /// The reply is lost and the server goes on working: the batch is there once <paramref name="After"/> has passed on the mailbox's clock,
    /// not before.
    /// </summary>
    public sealed record ArrivesLate(TimeSpan After) : DeliveryTrouble;

    /// <summary>The batch is taken but for one item, which gets this result instead.</summary>
    public sealed record OneItem(int Index, DeliveryResult Result) : DeliveryTrouble;

    /// <summary>The items from this one on get this result instead, and are not taken.</summary>
    public sealed record FromItem(int Index, DeliveryResult Result) : DeliveryTrouble;

    /// <summary>The batch is taken, and the answer says this of every item all the same.</summary>
    public sealed record TakenBut(DeliveryResult Result) : DeliveryTrouble;

    /// <summary>The call never ends, until it is cancelled; whatever was sent is lost.</summary>
    public sealed record Stalls : DeliveryTrouble;
}
