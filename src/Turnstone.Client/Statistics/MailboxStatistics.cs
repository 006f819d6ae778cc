using Turnstone.Client.Passes;

namespace Turnstone.Client.Statistics;

/// <summary>What all passes over a mailbox came to.</summary>
public sealed record MailboxStatistics
{
    /// <summary>The mailbox.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>Its address at the source.</summary>
    public required string Source { get; init; }

    /// <summary>Its address at the destination.</summary>
    public required string Destination { get; init; }

    /// <summary>Folders that are there, by the last pass that moved mail.</summary>
    public required long Folders { get; init; }

    /// <summary>Folders that something stopped in that pass.</summary>
    public required long FolderErrors { get; init; }

    /// <summary>Items that are there, by that pass: what it copied and what was there already.</summary>
    public required long Items { get; init; }

    /// <summary>Items that rules left at the source in the last pass that moves mail.</summary>
    public required long Skipped { get; init; }

    /// <summary>Bytes copied by all passes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Items that failed in that pass.</summary>
    public required long ItemErrors { get; init; }

    /// <summary>Bytes of those, by the best knowledge there is.</summary>
    public required long ErrorBytes { get; init; }

    /// <summary>Minutes in which passes worked.</summary>
    public required double ActiveMinutes { get; init; }

    /// <summary>Minutes in which passes waited for a server, for the hours they may run in, or for trouble to pass.</summary>
    public required double PassiveMinutes { get; init; }

    /// <summary>Megabytes (10⁶ bytes) an hour of work; zero where nothing was copied.</summary>
    public required double MegabytesAnHour { get; init; }

    /// <summary>Items an hour of work; zero where nothing was copied.</summary>
    public required double ItemsAnHour { get; init; }

    /// <summary>Passes that are over, of whatever kind.</summary>
    public required int Passes { get; init; }

    /// <summary>The kind of the last pass; null where none was submitted.</summary>
    public PassKind? LastKind { get; init; }

    /// <summary>Where the last pass stands; null where none was submitted.</summary>
    public PassState? LastState { get; init; }

    /// <summary>What stopped the last pass; empty when nothing did.</summary>
    public required string LastDetails { get; init; }
}
