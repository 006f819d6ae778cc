namespace Turnstone.Client.Passes;

/// <summary>How much is compared with the source after a pass.</summary>
public enum Verification
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A sample.</summary>
    Sample,

    /// <summary>Every item.</summary>
    Full,
}
