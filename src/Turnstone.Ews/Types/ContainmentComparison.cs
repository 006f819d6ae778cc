namespace Turnstone.Ews.Types;

/// <summary>What <see cref="SearchExpression.Contains"/> overlooks when it compares.</summary>
public enum ContainmentComparison
{
    Exact,
    IgnoreCase,
    IgnoreNonSpacingCharacters,
    Loose,
    IgnoreCaseAndNonSpacingCharacters,
    LooseAndIgnoreCase,
    LooseAndIgnoreNonSpace,
    LooseAndIgnoreCaseAndIgnoreNonSpace,
}
