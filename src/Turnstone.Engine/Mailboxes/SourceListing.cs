namespace Turnstone.Engine.Mailboxes;

/// <summary>What a folder holds at one moment.</summary>
/// <param name="UidValidity">The folder's UIDVALIDITY: UIDs mean something only together with it.</param>
/// <param name="Count">How many items the server says there are at that moment (EXISTS).</param>
/// <param name="Items">
/// Each item once, highest UID first, read once. Ends with a <see cref="Failures.SessionException"/> of code
/// <c>source/list-incomplete</c> when the server lists fewer items than it counted and expunged nothing meanwhile: an item is never
/// left out in silence.
/// </param>
public sealed record SourceListing(uint UidValidity, long Count, IAsyncEnumerable<SourceItem> Items)
{
    /// <summary>What is known once <paramref name="Items"/> have been read to their end.</summary>
    public ListingEnd End { get; init; } = new();
}
