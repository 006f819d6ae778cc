namespace Turnstone.Sandbox.Faults;

/// <summary>Which calls a rule is about; one of the first four is set.</summary>
internal sealed record FaultOccasion
{
    public int? Nth { get; init; }

    public int? Every { get; init; }

    public int? From { get; init; }

    public double? Probability { get; init; }

    /// <summary>How often at most; null for no end.</summary>
    public int? Times { get; init; }

    public bool IsSet => (Nth ?? Every ?? From ?? Probability) is not null;
}
