namespace Turnstone.Client.Passes;

/// <summary>What a pass is to do.</summary>
public enum PassKind
{
    /// <summary>Both sides are signed in to; nothing moves.</summary>
    Verify,

    /// <summary>The whole folder tree and a small sample of items.</summary>
    Trial,

    /// <summary>Items older than a given moment.</summary>
    PreStage,

    /// <summary>Everything that is not there yet.</summary>
    Full,

    /// <summary>Only items that failed before.</summary>
    Retry,
}
