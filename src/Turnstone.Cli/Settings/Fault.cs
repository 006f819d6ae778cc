namespace Turnstone.Cli.Settings;

/// <summary>Something wrong with what the operator wrote.</summary>
/// <param name="Where">The option, or the file with row and column.</param>
/// <param name="What">What is wrong with it. Never holds a password.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record Fault(string Where, string What, string Remedy);
