using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Mailboxes;

/// <summary>Which mailboxes of a project are asked for.</summary>
/// <param name="Search">Part of the address at the source or at the destination, whatever its case; null for all.</param>
/// <param name="Star">The colour of their star, one to six; 0 for those without, null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record MailboxQuery(string? Search = null, [Range(0, 6)] int? Star = null, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
