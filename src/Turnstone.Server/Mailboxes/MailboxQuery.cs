using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;

namespace Turnstone.Server.Mailboxes;

/// <summary>Which mailboxes of a project are asked for.</summary>
/// <param name="Search">Part of the address at the source or at the destination, whatever its case; null for all.</param>
/// <param name="Star">The colour of their star, one to six; 0 for those without, null for all.</param>
/// <param name="State">Where the pass over them that was submitted last stands, or <c>none</c>; null for all.</param>
/// <param name="Kind">What the pass over them that was submitted last is to do; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
/// <param name="Sort">What they are put in order by; default their address at the source.</param>
/// <param name="Descending">Whether the order is turned round.</param>
public sealed record MailboxQuery(
    string? Search = null,
    [Range(0, 6)] int? Star = null,
    QueryWord<LatestPassState>? State = null,
    QueryWord<PassKind>? Kind = null,
    [Range(0, int.MaxValue)] int Skip = 0,
    [Range(1, 1000)] int Take = 100,
    QueryWord<MailboxSort>? Sort = null,
    bool Descending = false)
{
    /// <summary>The same, without the page.</summary>
    internal MailboxFilter Filter => new() { Search = Search, Star = Star, State = State?.Value, Kind = Kind?.Value };
}
