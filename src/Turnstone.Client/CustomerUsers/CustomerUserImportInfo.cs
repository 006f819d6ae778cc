using Turnstone.Client.Mailboxes;

namespace Turnstone.Client.CustomerUsers;

/// <summary>What came of a list of people.</summary>
public sealed record CustomerUserImportInfo
{
    /// <summary>Rows that name somebody and are right.</summary>
    public required int Sound { get; init; }

    /// <summary>People who were added: all of them, or none in a dry run.</summary>
    public required int Added { get; init; }

    /// <summary>What is wrong with the list; never anything where people were added.</summary>
    public required IReadOnlyList<ListFaultInfo> Faults { get; init; }

    /// <summary>What is to be said of it although it is right, such as columns that were passed over.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
