namespace Turnstone.Connectors;

/// <summary>A password or token that never prints itself: it reaches a log only where somebody calls <see cref="Reveal"/> on purpose.</summary>
public sealed class Secret
{
    private readonly string _value;

    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The secret itself, to hand to a sign-in.</summary>
    public string Reveal() => _value;

    /// <summary>Always the same dots.</summary>
    public override string ToString() => "•••";
}
