namespace Turnstone.Engine.Failures;

/// <summary>
/// A stable name for a kind of failure or skip, such as <c>destination/item-too-large</c>. It is the contract with scripts, pages and
/// documentation: the text beside it may change, the code does not. All of them are listed in <see cref="FailureCodes"/>.
/// </summary>
public readonly record struct FailureCode
{
    private readonly string? _value;

    internal FailureCode(string value) => _value = value;

    /// <summary>The code as it is written in reports: lower-case words, one slash.</summary>
    public string Value => _value ?? "local/unknown";

    /// <summary>Reads a code that a journal or report holds. Any text is accepted: an older version may have written it.</summary>
    public static FailureCode Parse(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new FailureCode(value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
