namespace Turnstone.Client.Mailboxes;

/// <summary>Mailboxes whose latest pass stands somewhere.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Mailboxes">How many.</param>
public sealed record StateCountInfo(LatestPassState State, int Mailboxes);
