using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Client.Statistics;
using Turnstone.Engine.Checks;

namespace Turnstone.Server.Projects;

/// <summary>All that whoever takes a project over wants to know of it. No secret is in it.</summary>
internal sealed record HandOver
{
    public required ProjectInfo Project { get; init; }

    public required string Company { get; init; }

    public required string Domain { get; init; }

    /// <summary>The source's and the destination's, as far as they are chosen.</summary>
    public required IReadOnlyList<EndpointInfo> Endpoints { get; init; }

    public required IReadOnlyList<RunbookStepInfo> Steps { get; init; }

    /// <summary>The last check of each kind that the reader sees, in the order of the runbook.</summary>
    public required IReadOnlyList<HandOverCheck> Checks { get; init; }

    public required IReadOnlyList<MailboxStatistics> Mailboxes { get; init; }

    /// <summary>Why items failed in the last pass over each mailbox, the most frequent first.</summary>
    public required IReadOnlyList<HandOverReason> Reasons { get; init; }

    public required string WrittenBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The product's.</summary>
    public required string Version { get; init; }
}

/// <summary>A check, and what it came to in a sentence, which is still known when its steps are forgotten.</summary>
internal sealed record HandOverCheck(CheckReport Report, string Headline);

/// <summary>A reason why items failed.</summary>
internal sealed record HandOverReason(string Code, long Items, string Message, string Remedy);
