using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;

namespace Turnstone.Storage.Passes;

public sealed partial class MailboxPass
{
    /// <summary>What it is busy with; null while it is not under way.</summary>
    public PassPhase? Phase { get; set; }

    /// <summary>The folder in work; null between folders.</summary>
    public string? Folder { get; set; }

    /// <summary>Items at the source; null while they are not counted.</summary>
    public long? ItemsTotal { get; set; }

    /// <summary>Items that have reached their state in this pass.</summary>
    public long ItemsDone { get; set; }

    /// <summary>Items a second; zero where there is no rate.</summary>
    public double ItemsPerSecond { get; set; }

    /// <summary>Bytes a second.</summary>
    public double BytesPerSecond { get; set; }

    /// <summary>When it will probably be over, UTC; null where there is no basis for that.</summary>
    public DateTimeOffset? Expected { get; set; }

    /// <summary>Until when it waits for a server or for the hours it may run in, UTC; null when it does not.</summary>
    public DateTimeOffset? WaitsUntil { get; set; }

    /// <summary>Items found at the source, when it is over.</summary>
    public long Found { get; set; }

    /// <summary>Items copied, so far and when it is over.</summary>
    public long Copied { get; set; }

    /// <summary>Items that were there already, when it is over.</summary>
    public long AlreadyThere { get; set; }

    /// <summary>Items left behind by rule, when it is over.</summary>
    public long Skipped { get; set; }

    /// <summary>Items that failed, so far and when it is over.</summary>
    public long Errors { get; set; }

    /// <summary>Whether anything was delivered, by whichever process: counts begin anew where another takes the pass over, and this does not.</summary>
    public bool HasDelivered { get; set; }

    /// <summary>Bytes copied, so far and when it is over.</summary>
    public long BytesCopied { get; set; }

    /// <summary>Items that arrived only after a repair.</summary>
    public long Repaired { get; set; }

    /// <summary>Bytes of the items that failed, by the best knowledge there is, when it is over.</summary>
    public long ErrorBytes { get; set; }

    /// <summary>Folders copied, when it is over.</summary>
    public int Folders { get; set; }

    /// <summary>Folders that something stopped, when it is over.</summary>
    public int FolderErrors { get; set; }

    /// <summary>Items compared with the source afterwards.</summary>
    public long Compared { get; set; }

    /// <summary>Items found to differ.</summary>
    public long Different { get; set; }

    /// <summary>One word for the result; null while it is not over.</summary>
    public Grade? Grade { get; set; }

    /// <summary>Seconds in which it worked.</summary>
    public double ActiveSeconds { get; set; }

    /// <summary>Seconds in which it waited.</summary>
    public double PassiveSeconds { get; set; }

    /// <summary>The code of what stopped it; null when nothing did.</summary>
    public string? FailureCode { get; set; }

    /// <summary>What stopped it, for people.</summary>
    public string? FailureMessage { get; set; }

    /// <summary>What to do about it, for people.</summary>
    public string? FailureRemedy { get; set; }
}
