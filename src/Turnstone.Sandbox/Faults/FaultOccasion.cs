namespace Turnstone.Sandbox.Faults;

/// <summary>Which calls a rule is about; one of the first five is set.</summary>
internal sealed record FaultOccasion
{
    public int? Nth { get; init; }

    public int? Every { get; init; }

    public int? From { get; init; }

    public double? Probability { get; init; }

    /// <summary>Only calls with such a message count; null for all. Alone it means each of them.</summary>
    public MimePattern? Mime { get; init; }

    /// <summary>How often at most; null for no end.</summary>
    public int? Times { get; init; }

    public bool IsSet => Mime is not null || (Nth ?? Every ?? From ?? Probability) is not null;
}
