namespace Turnstone.Engine.Verification;

/// <summary>Differences as a person reads them in a report.</summary>
internal static class DifferenceWords
{
    private const int MostNamed = 5;

    /// <summary>One sentence, such as <c>It is there, but not as it was: header field changed (subject); flag differs (seen).</c></summary>
    public static string For(IReadOnlyList<Difference> differences)
    {
        var named = string.Join("; ", differences.Take(MostNamed).Select(For));
        var more = differences.Count > MostNamed ? $"; and {differences.Count - MostNamed} more" : "";
        return differences[0].Kind switch
        {
            DifferenceKind.ItemMissing => "It was delivered, and is no longer in the folder it was delivered to.",
            DifferenceKind.SourceUnreadable or DifferenceKind.DestinationUnreadable or DifferenceKind.NotComparable =>
                $"It was delivered, and could not be compared: {named}{more}.",
            _ => $"It is there, but not as it was: {named}{more}.",
        };
    }

    /// <summary>What to do about them.</summary>
    public static string RemedyFor(IReadOnlyList<Difference> differences) => differences[0].Kind switch
    {
        DifferenceKind.ItemMissing => "Ask its owner whether it was moved or deleted there; if not, look at rules and retention policies of the mailbox.",
        DifferenceKind.SourceUnreadable => "Open it at the source, then compare again.",
        DifferenceKind.DestinationUnreadable or DifferenceKind.NotComparable => "Open it at the destination and look whether it can be read.",
        _ => "Open it on both sides and compare; nothing was changed at the source.",
    };

    private static string For(Difference difference)
    {
        var what = difference.Kind switch
        {
            DifferenceKind.HeaderMissing => "header field missing",
            DifferenceKind.HeaderChanged => "header field changed",
            DifferenceKind.TextMissing => "text missing",
            DifferenceKind.TextChanged => "text changed",
            DifferenceKind.AttachmentMissing => "attachment missing",
            DifferenceKind.AttachmentChanged => "attachment changed",
            DifferenceKind.AttachmentRenamed => "attachment renamed",
            DifferenceKind.AttachmentUnlinked => "attachment lost the id the text shows it by",
            DifferenceKind.MessageMissing => "attached message missing",
            DifferenceKind.SealedPartChanged => "signed or encrypted part changed",
            DifferenceKind.PartAdded => "part added",
            DifferenceKind.ReceivedTime => "received time differs",
            DifferenceKind.SentTime => "sent time differs",
            DifferenceKind.Flag => "flag differs",
            DifferenceKind.Categories => "categories differ",
            DifferenceKind.ItemMissing => "missing",
            DifferenceKind.SourceUnreadable => "the source does not hand it out",
            DifferenceKind.DestinationUnreadable => "the destination does not hand it out",
            DifferenceKind.NotComparable => "its form goes beyond what is compared",
            _ => throw new ArgumentOutOfRangeException(nameof(difference), difference.Kind, "No words for this kind."),
        };
        return difference.Where.Length == 0 ? what : $"{what} ({difference.Where})";
    }
}
