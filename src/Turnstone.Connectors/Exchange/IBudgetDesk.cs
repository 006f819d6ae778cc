using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Where the processes that share a budget ask for leave, each request by an id of its own. A desk may be in another process, and may be opened anew at any
/// moment, knowing nothing: whoever has been let in says so with its next beat. Safe for concurrent use.
/// </summary>
public interface IBudgetDesk
{
    /// <summary>
    /// Stands in line for a place. Answers with zero when the request may be sent; with the time for which nothing may be asked, and then stands in line no more;
    /// with a negative time where it still stands in line and is to ask again; with null where the desk is not reached.
    /// </summary>
    Task<TimeSpan?> EnterAsync(Guid turn, SmtpAddress mailbox, CancellationToken cancellationToken);

    /// <summary>The request is over, or stands in line no more; <paramref name="answer"/> is null where the server said nothing of use. Comes as often as one likes.</summary>
    Task LeaveAsync(Guid turn, RequestAnswer? answer);

    /// <summary>Shows each second that a process lives: what it has under way and what it knows. Answers with what all know; null where the desk is not reached.</summary>
    Task<Holds?> BeatAsync(IReadOnlyList<(Guid Turn, SmtpAddress Mailbox)> underWay, Holds known);
}
