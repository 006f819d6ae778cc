using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Connectors.Forwarding;

/// <summary>
/// How one family of servers sends on what still arrives at it after the cut-over. In commands, anna@old.example stands for the mailbox there and
/// anna@new.example for the address it is to go to.
/// </summary>
public sealed record ForwardingAdvice
{
    /// <summary>Whose server.</summary>
    public required ServerFamily Family { get; init; }

    /// <summary>What does it, in a few words that go on a sentence.</summary>
    public required string InShort { get; init; }

    /// <summary>For one mailbox: what to type or where to click, a line each.</summary>
    public required IReadOnlyList<string> PerMailbox { get; init; }

    /// <summary>For all mailboxes of a domain at once, a line each; empty where no such way is documented.</summary>
    public IReadOnlyList<string> ForAll { get; init; } = [];

    /// <summary>What to mind with this family besides <see cref="ForwardingTable.Caveats"/>.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];

    /// <summary>Where that is documented, for people to look it up.</summary>
    public required string Documentation { get; init; }
}
