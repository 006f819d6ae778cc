namespace Turnstone.Ews.Types;

/// <summary>How <see cref="SearchExpression.Contains"/> looks for its constant.</summary>
public enum ContainmentMode
{
    FullString,
    Prefixed,
    Substring,
    PrefixOnWords,
    ExactPhrase,
}
