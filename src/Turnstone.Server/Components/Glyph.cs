namespace Turnstone.Server.Components;

/// <summary>A drawing of ours on a field of 16 by 16, in lines of the text's colour. It never stands for a word that is not there as well, or in a label.</summary>
/// <param name="Lines">What is drawn, as SVG elements.</param>
public sealed record Glyph(string Lines)
{
    public static Glyph Add { get; } = Of("M8 3v10M3 8h10");
    public static Glyph Agent { get; } = Of("M8 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3 13.2c.5-2.3 2.5-3.4 5-3.4s4.5 1.1 5 3.4");
    public static Glyph Back { get; } = Of("M9.8 3.8 5.6 8l4.2 4.2");
    public static Glyph Bars { get; } = Of("M2.5 4.5h11M2.5 8h11M2.5 11.5h11");
    public static Glyph Cart { get; } = Of("M2 3h1.7l1.5 7.3h6.9L13.5 5H4.2M6.2 13.2h.1M11.2 13.2h.1");
    public static Glyph Chart { get; } = Of("M8 2.5A5.5 5.5 0 1 0 13.5 8H8V2.5ZM10.5 2.9a5.5 5.5 0 0 1 2.7 2.7h-2.7V2.9Z");
    public static Glyph Check { get; } = Of("m3 8.5 3.3 3.3L13 5");
    public static Glyph Clock { get; } = Of("M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 5v3.2l2.1 1.3");
    public static Glyph Close { get; } = Of("m4 4 8 8M12 4l-8 8");
    public static Glyph Customer { get; } = Of("M3.5 13.5v-10h6v10M9.5 7h3v6.5M2 13.5h12M5.5 6h2M5.5 8.5h2M5.5 11h2");
    public static Glyph Down { get; } = Of("m4 6 4 4 4-4");
    public static Glyph Edit { get; } = Of("M3 13l.6-2.6L10.8 3.2a1 1 0 0 1 1.4 0l.6.6a1 1 0 0 1 0 1.4L5.6 12.4 3 13ZM9.6 4.4l2 2");
    public static Glyph Failed { get; } = Of("M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM6 6l4 4M10 6l-4 4");
    public static Glyph Filter { get; } = Of("M2.5 4h11M4.5 8h7M6.5 12h3");
    public static Glyph Folder { get; } = Of("M2.5 12.5v-9h3.8l1.4 1.7h5.8v7.3h-11Z");
    public static Glyph Home { get; } = Of("M2.5 7.5 8 3l5.5 4.5M4 6.8v6.2h8V6.8M6.7 13V9.5h2.6V13");
    public static Glyph Info { get; } = Of("M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 7.5v3.2M8 5.2v.1");
    public static Glyph Key { get; } = Of("M5.5 13a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM7.3 8.7 12.5 3.5M10.2 5.8l1.8 1.8");
    public static Glyph Mailbox { get; } = Of("M2.5 4h11v8.5h-11V4ZM2.5 5l5.5 4 5.5-4");
    public static Glyph Moon { get; } = Of("M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6Z");
    public static Glyph More { get; } = Of("M3.8 8h.1M8 8h.1M12.2 8h.1");
    public static Glyph Play { get; } = Of("M5 3.5v9l7-4.5-7-4.5Z");
    public static Glyph Project { get; } = Of("M2.5 5h10.5M10.4 2.4 13 5l-2.6 2.6M13.5 11H3M5.6 8.4 3 11l2.6 2.6");
    public static Glyph Right { get; } = Of("m6 4 4 4-4 4");
    public static Glyph Search { get; } = Of("M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.2 3.2");
    public static Glyph SignOut { get; } = Of("M6.5 2.5h-3v11h3M6.5 8h7M10.8 5.3 13.5 8l-2.7 2.7");
    public static Glyph Star { get; } = Of("m8 2.5 1.7 3.5 3.8.6-2.8 2.7.7 3.8L8 11.3l-3.4 1.8.7-3.8L2.5 6.6 6.3 6 8 2.5Z");
    public static Glyph Stop { get; } = Of("M4 4h8v8H4V4Z");
    public static Glyph Sun { get; } = Of("M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1");
    public static Glyph Warning { get; } = Of("M8 2.8 14 13H2L8 2.8ZM8 6.8v2.9M8 11.3v.1");
    public static Glyph Workgroup { get; } = Of("M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM2 12.8c.3-2.2 1.9-3.3 4-3.3s3.7 1.1 4 3.3M10.5 3.4a2 2 0 0 1 0 3.8M11.8 9.6c1.3.4 2.1 1.5 2.3 3.2");

    private static Glyph Of(string path) => new($"<path d=\"{path}\"/>");
}
