using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Journal;

/// <summary>An item whose last delivery failed, as the journal remembers it until it arrives.</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="Code">Why.</param>
public sealed record FailedItem(uint Uid, FailureCode Code);
