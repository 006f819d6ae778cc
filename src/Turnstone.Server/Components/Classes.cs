namespace Turnstone.Server.Components;

/// <summary>Names of styles.</summary>
internal static class Classes
{
    public static string Of(Tone tone) => tone switch
    {
        Tone.Neutral => "neutral",
        Tone.Info => "info",
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No such tone."),
    };
}
