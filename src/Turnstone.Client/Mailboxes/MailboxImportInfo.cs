namespace Turnstone.Client.Mailboxes;

/// <summary>What came of a list of mailboxes.</summary>
public sealed record MailboxImportInfo
{
    /// <summary>Rows that name a mailbox and are right.</summary>
    public required int Sound { get; init; }

    /// <summary>Mailboxes that were added: all of them, or none in a dry run.</summary>
    public required int Added { get; init; }

    /// <summary>What is wrong with the list; never anything where mailboxes were added.</summary>
    public required IReadOnlyList<ListFaultInfo> Faults { get; init; }

    /// <summary>What is to be said of it although it is right, such as columns that were passed over.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
