using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>An item on its way: what is delivered, what it holds of the byte budget, and what the report has to say of it.</summary>
/// <param name="Item">The item; its content belongs to this parcel.</param>
/// <param name="Reserved">Bytes it holds of the budget.</param>
/// <param name="Repair">What stood in for something the source did not have; null when nothing did.</param>
internal sealed record Parcel(PreparedItem Item, long Reserved, string? Repair)
{
    /// <summary>Whether it is of a kind that is easily spoilt: signed, encrypted, a report, or a message around others.</summary>
    public bool IsIntricate { get; init; }

    /// <summary>Its content key as the first version made it: what that version delivered is known by no other.</summary>
    public required ContentKey FormerKey { get; init; }

    /// <summary>The received time that was found in the message, UTC, where the source has none; null otherwise.</summary>
    public DateTimeOffset? OwnDate { get; init; }

    public uint Uid => Item.Source.Uid;
}
