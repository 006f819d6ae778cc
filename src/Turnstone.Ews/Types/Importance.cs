namespace Turnstone.Ews.Types;

/// <summary>The importance of an item.</summary>
public enum Importance
{
    Low,
    Normal,
    High,
}
