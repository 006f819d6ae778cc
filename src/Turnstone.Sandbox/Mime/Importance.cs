namespace Turnstone.Sandbox.Mime;

/// <summary>PidTagImportance.</summary>
public enum Importance
{
    Low = 0,
    Normal = 1,
    High = 2,
}
