namespace Turnstone.Fuzz;

/// <summary>An input that a reader does not survive as it should.</summary>
/// <param name="Target">The reader.</param>
/// <param name="Input">The input, as short as it could be made.</param>
/// <param name="What">What happened: the exception and where it came from, or the law that broke.</param>
internal sealed record Finding(FuzzTarget Target, byte[] Input, string What);
