namespace Turnstone.Fuzz;

/// <summary>One reader of what strangers send.</summary>
/// <param name="name">Also the folder of its corpus.</param>
/// <param name="words">What its input is made of: the mutator puts these in.</param>
internal abstract class FuzzTarget(string name, params IReadOnlyList<string> words)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Words { get; } = words;

    /// <summary>Bytes the reader may allocate for an input of so many bytes. Default: a few megabytes, and a thousand for each byte.</summary>
    public virtual long AllocationLimit(int length) => (8L << 20) + (1000L * length);

    /// <summary>
    /// Reads the input and holds the outcome to the reader's contract. Refusals that the contract names are caught here; whatever else is
    /// thrown is a finding.
    /// </summary>
    /// <returns>What kind of outcome it was, in few words: an input of a kind not seen before is built upon.</returns>
    /// <exception cref="BrokenLawException">The reader broke a law of its own.</exception>
    public abstract string Run(byte[] input);

    public override string ToString() => Name;
}
