namespace Turnstone.Client.Statistics;

/// <summary>That statistics were mailed.</summary>
/// <param name="Recipient">The address they go to: that of whoever asked.</param>
/// <param name="Mailboxes">How many mailboxes they tell of.</param>
public sealed record StatisticsMailInfo(string Recipient, int Mailboxes);
