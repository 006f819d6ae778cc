namespace Turnstone.Client.Projects;

/// <summary>The three outcomes of looking at support options; the worst option decides.</summary>
public enum SupportOptionsOutcome
{
    /// <summary>Every option is understood.</summary>
    Verified,

    /// <summary>Unknown names or values: kept only when somebody confirms them, and then they change nothing.</summary>
    NeedsConfirmation,

    /// <summary>Something is not written as an option: never kept.</summary>
    SyntaxErrors,
}
