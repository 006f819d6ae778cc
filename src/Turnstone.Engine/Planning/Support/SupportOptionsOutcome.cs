namespace Turnstone.Engine.Planning.Support;

/// <summary>The three outcomes of validating support options; the worst option decides.</summary>
public enum SupportOptionsOutcome
{
    /// <summary>Every option is understood.</summary>
    Verified,

    /// <summary>Unknown names or bad values: to be kept only when somebody confirms them.</summary>
    NeedsConfirmation,

    /// <summary>Something is not even written as an option: never kept.</summary>
    SyntaxErrors,
}
