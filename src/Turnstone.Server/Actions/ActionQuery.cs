using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Actions;

/// <summary>Which lines of the action log are asked for.</summary>
/// <param name="Kind">Only those of one kind of thing, such as <c>Project</c>; null for all.</param>
/// <param name="Subject">Only those of one thing, by its id; null for all.</param>
/// <param name="Agent">Only what one agent did; null for all.</param>
/// <param name="From">Only from then on; null for all.</param>
/// <param name="To">Only before then; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
internal sealed record ActionQuery(
    string? Kind = null,
    Guid? Subject = null,
    Guid? Agent = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    [Range(0, int.MaxValue)] int Skip = 0,
    [Range(1, 1000)] int Take = 100);
