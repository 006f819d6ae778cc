namespace Turnstone.Ews;

/// <summary>A password that does not print itself, whatever record, log or debugger asks it to.</summary>
public sealed class EwsPassword(string value)
{
    public override string ToString() => "***";

    internal string Reveal() => value;
}
