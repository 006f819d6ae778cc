using Turnstone.Client.Mailboxes;

namespace Turnstone.Server.Mailboxes;

/// <summary>A mailbox as a row of a table: where it stands changes while it is in sight.</summary>
public sealed class MailboxLine(MailboxInfo info)
{
    /// <summary>It stands elsewhere, or is further.</summary>
    public event Action? Changed;

    /// <summary>The mailbox, as it was last heard of.</summary>
    public MailboxInfo Info { get; private set; } = info;

    /// <summary>Hears where it stands now; whether its latest pass is another or in another state than before.</summary>
    internal bool Take(MailboxStanding standing)
    {
        var before = Info;
        if (before.LatestPass == standing.Latest && before.ItemErrors == standing.ItemErrors)
        {
            return false;
        }

        Show(before with { LatestPass = standing.Latest, ItemErrors = standing.ItemErrors });
        return before.LatestPass?.Id != standing.Latest?.Id || before.LatestPass?.State != standing.Latest?.State;
    }

    /// <summary>Shows it otherwise.</summary>
    internal void Show(MailboxInfo changed)
    {
        Info = changed;
        Changed?.Invoke();
    }
}
