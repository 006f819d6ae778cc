namespace Turnstone.Ews.Types;

/// <summary>The follow-up flag of an item.</summary>
public enum FlagStatus
{
    NotFlagged,
    Flagged,
    Complete,
}
