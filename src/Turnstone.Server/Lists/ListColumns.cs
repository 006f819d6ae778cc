namespace Turnstone.Server.Lists;

/// <summary>The columns of a kind of list.</summary>
/// <param name="Names">What they are called, in their order.</param>
/// <param name="Recognise">Which one a title stands for, however people write it; null where it is none.</param>
/// <param name="Remedy">What to write where one is missing.</param>
internal sealed record ListColumns<TColumn>(IReadOnlyDictionary<TColumn, string> Names, Func<string, TColumn?> Recognise, string Remedy)
    where TColumn : struct, Enum;
