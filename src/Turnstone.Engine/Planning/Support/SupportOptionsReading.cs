namespace Turnstone.Engine.Planning.Support;

/// <summary>What was read from support options: what they ask for, and line by line what is wrong with them.</summary>
public sealed record SupportOptionsReading
{
    /// <summary>What the good ones ask for, and the project before them.</summary>
    public required SupportOptions Options { get; init; }

    /// <summary>Every option once, wrong ones first: syntax, then names and values, then the good ones, each in the order given.</summary>
    public required IReadOnlyList<SupportOptionLine> Lines { get; init; }

    /// <summary>What is wrong, worst first.</summary>
    public IEnumerable<SupportOptionFault> Faults => Lines.Select(line => line.Fault).OfType<SupportOptionFault>();

    /// <summary>What is to be said of options that were taken; one sentence each.</summary>
    public IEnumerable<string> Remarks => Lines.Select(line => line.Remark).OfType<string>();

    /// <summary>The outcome of the whole.</summary>
    public SupportOptionsOutcome Outcome =>
        !Faults.Any() ? SupportOptionsOutcome.Verified
        : Faults.All(fault => fault.MayBeKept) ? SupportOptionsOutcome.NeedsConfirmation
        : SupportOptionsOutcome.SyntaxErrors;
}
