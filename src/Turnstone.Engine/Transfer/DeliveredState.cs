using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>The state an item was delivered in.</summary>
/// <param name="Flags">Its flags when it was listed.</param>
/// <param name="Categories">Its categories.</param>
/// <param name="Repair">What stood in for something the source did not have; null when nothing did.</param>
internal sealed record DeliveredState(ItemFlags Flags, IReadOnlyList<string> Categories, string? Repair);
