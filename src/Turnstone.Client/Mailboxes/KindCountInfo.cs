using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>Mailboxes that had a pass of a kind.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Mailboxes">How many.</param>
public sealed record KindCountInfo(PassKind Kind, int Mailboxes);
