using Turnstone.Ews.Types;

namespace Turnstone.EndToEnd.Migration;

/// <summary>
/// A mail folder of the new server. <paramref name="Path"/> begins with the English name of a well-known folder as reports do,
/// <paramref name="ShownPath"/> with the name its owner sees.
/// </summary>
internal sealed record NewFolder(string Path, string ShownPath, IReadOnlyList<NewItem> Items);

/// <summary>An item with the keys that Turnstone wrote on it, as text; null where there is none.</summary>
internal sealed record NewItem(ItemId Id, string? SourceKey, string? ContentKey, string Subject, DateTimeOffset Received, bool IsRead, bool IsFlagged);
