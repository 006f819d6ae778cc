namespace Turnstone.Client.Preparation;

/// <summary>Which of the two scripts.</summary>
public enum PreparationScript
{
    /// <summary>The one that prepares.</summary>
    Forward,

    /// <summary>The one that takes back what the other changed.</summary>
    Undo,
}
