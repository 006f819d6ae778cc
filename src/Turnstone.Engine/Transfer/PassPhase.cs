namespace Turnstone.Engine.Transfer;

/// <summary>What a running pass is busy with.</summary>
public enum PassPhase
{
    /// <summary>Signing in on both sides.</summary>
    Connecting,

    /// <summary>Listing folders and counting what there is.</summary>
    Counting,

    /// <summary>Making folders at the destination.</summary>
    PreparingFolders,

    /// <summary>Asking the destination what it already has of this mailbox.</summary>
    Learning,

    /// <summary>Moving items.</summary>
    Copying,

    /// <summary>Waiting until items of an interrupted run can be asked about with certainty.</summary>
    Settling,

    /// <summary>Bringing over what changed of the state of items that were there already.</summary>
    Refreshing,

    /// <summary>Comparing what was delivered with the source.</summary>
    Verifying,

    /// <summary>Over.</summary>
    Finished,
}
