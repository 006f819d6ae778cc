namespace Turnstone.Engine.Planning.Support;

/// <summary>A support option that cannot be taken.</summary>
/// <param name="Kind">How bad it is.</param>
/// <param name="Text">The option as it was given.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record SupportOptionFault(SupportOptionFaultKind Kind, string Text, string Message, string Remedy)
{
    /// <summary>Whether it may be kept once somebody has confirmed it; it then changes nothing.</summary>
    public bool MayBeKept => Kind != SupportOptionFaultKind.Syntax;
}
