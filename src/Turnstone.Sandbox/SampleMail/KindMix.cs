using Turnstone.Sandbox.SampleMail.Kinds;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>How often which kind comes, and who writes it.</summary>
internal static class KindMix
{
    /// <summary>One round: the everyday kinds often, each rare one at least once.</summary>
    private static readonly SampleKind[] Round =
    [
        .. Enumerable.Repeat(SampleKind.Plain, 18),
        .. Enumerable.Repeat(SampleKind.Reply, 10),
        .. Enumerable.Repeat(SampleKind.Attachments, 6),
        .. Enumerable.Repeat(SampleKind.Charset, 6),
        .. Enumerable.Repeat(SampleKind.HtmlWithPicture, 5),
        .. Enumerable.Repeat(SampleKind.Newsletter, 3),
        .. Enum.GetValues<SampleKind>().Where(kind => kind is not (SampleKind.Large or SampleKind.Small)),
    ];

    public static SampleKind[] Shuffled(Random random)
    {
        var kinds = Round.ToArray();
        random.Shuffle(kinds);
        return kinds;
    }

    public static Action<Letter, MimeOutput> Writer(SampleKind kind) => kind switch
    {
        SampleKind.Plain => EverydayMail.Plain,
        SampleKind.Reply => EverydayMail.Reply,
        SampleKind.HtmlWithPicture => EverydayMail.HtmlWithPicture,
        SampleKind.Attachments => EverydayMail.Attachments,
        SampleKind.Charset => CharsetMail.Declared,
        SampleKind.RawEightBit => CharsetMail.RawEightBit,
        SampleKind.RawUtf8 => CharsetMail.RawUtf8,
        SampleKind.Bounce => ReportMail.Bounce,
        SampleKind.ReadReceipt => ReportMail.ReadReceipt,
        SampleKind.ReceiptRequest => ReportMail.ReceiptRequest,
        SampleKind.Invitation => Invitation.Write,
        SampleKind.SmimeSigned => SignedMail.Write,
        SampleKind.Newsletter => Newsletter.Write,
        SampleKind.Nested => NestedMail.Write,
        SampleKind.EmptySubject => OddMail.EmptySubject,
        SampleKind.LongSubject => OddMail.LongSubject,
        SampleKind.NoDate => OddMail.NoDate,
        SampleKind.NoMessageId => OddMail.NoMessageId,
        SampleKind.Malformed => OddMail.Malformed,
        SampleKind.Twin or SampleKind.Large or SampleKind.Small or _ =>
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not written by number: see FolderMaker and SmallMail."),
    };
}
