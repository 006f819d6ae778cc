namespace Turnstone.Server.Components;

/// <summary>How something stands. A colour never says it alone: there is a word beside it.</summary>
public enum Tone
{
    Neutral,
    Info,
    Good,
    Warn,
    Bad,
}
