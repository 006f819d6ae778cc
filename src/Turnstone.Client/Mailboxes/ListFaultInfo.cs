namespace Turnstone.Client.Mailboxes;

/// <summary>Something wrong with a list.</summary>
/// <param name="Row">The row as a spreadsheet numbers it, the header being row 1; null for the list as a whole.</param>
/// <param name="Column">The column's name; null for the row as a whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record ListFaultInfo(int? Row, string? Column, string Message, string Remedy);
