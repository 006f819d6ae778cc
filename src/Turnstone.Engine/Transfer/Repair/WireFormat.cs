using MimeKit;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>How the ladder writes MIME: lines end as they do on the wire, whatever the machine's own habit is.</summary>
internal static class WireFormat
{
    public static FormatOptions Options { get; } = Make();

    private static FormatOptions Make()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
