using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer;

/// <summary>One mailbox pair and what to do with it.</summary>
public sealed record PassSetup
{
    /// <summary>The mailbox to copy from; part of every source key.</summary>
    public required SmtpAddress Source { get; init; }

    /// <summary>The mailbox to copy into.</summary>
    public required SmtpAddress Destination { get; init; }

    /// <summary>What to do.</summary>
    public PassOptions Options { get; init; } = new();

    /// <summary>How long and how often to try again.</summary>
    public PatiencePolicy Patience { get; init; } = new();

    /// <summary>What the pass may hold at once.</summary>
    public TransferLimits Limits { get; init; } = new();
}
