using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>Where a folder would go if it were alone.</summary>
/// <param name="Source">The folder.</param>
/// <param name="LeftOut">Why it does not go anywhere; null when it does.</param>
/// <param name="Kind">How it deals with others that want the same.</param>
/// <param name="Path">The place, by the names it has at the source or the operator gave it.</param>
internal sealed record FolderWish(SourceFolder Source, string? LeftOut, WishKind Kind, DestinationPath Path)
{
    /// <summary>The names it was given there in an earlier pass; null where it is new.</summary>
    public FolderPath? Given { get; init; }
}
