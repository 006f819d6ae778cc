using MimeKit;

namespace Turnstone.Engine.Verification;

/// <summary>
/// Everything that may be otherwise at the destination without being a difference: one entry a rule, each with its reason. There is no
/// tolerance beside it; what a server is found to rewrite gets an entry here, a line in <c>docs/fidelity.md</c> and a test, or it is reported.
/// </summary>
/// <remarks>
/// Exchange keeps no MIME: it turns a message into properties and makes MIME of them at each read. "Observed" is what the stand-in of
/// Turnstone.Sandbox does, which follows [MS-OXCMAIL] and what is published of Exchange's behaviour; no real server has been asked yet.
/// </remarks>
internal static class LegitimateChanges
{
    public static readonly LegitimateChange GeneratedFields = new(
        "generated-fields",
        "MIME-Version and the Content fields are written anew for the tree that Exchange builds; X-MS-Has-Attach and X-MS-TNEF-Correlator are its own.",
        "[MS-OXCMAIL]; observed");

    public static readonly LegitimateChange NamelessFields = new(
        "nameless-fields", "A line in the header whose name is no field name (RFC 5322 section 2.2) is dropped.", "observed");

    public static readonly LegitimateChange Folding = new(
        "folding", "Fields are folded anew and runs of blanks become one; raw 8-bit text becomes encoded words of the same letters.", "RFC 5322 2.2.3, RFC 2047; observed");

    public static readonly LegitimateChange SingleFields = new(
        "single-fields",
        "Of From and Sender the first address stays, of Date, Subject, Message-ID, In-Reply-To and References the first field: each is one property.",
        "[MS-OXCMAIL]; observed");

    public static readonly LegitimateChange JoinedFields = new(
        "joined-fields", "Several To, Cc, Bcc or Reply-To fields become one that lists all addresses.", "[MS-OXCMAIL]; observed");

    public static readonly LegitimateChange Groups = new(
        "groups", "A group of addresses becomes its members: recipients are rows of a table, and the group's name has no place in it.", "[MS-OXCMAIL]; observed");

    public static readonly LegitimateChange NoAddresses = new(
        "no-addresses", "What stands for an address and is none is kept as a name without an address.", "observed");

    public static readonly LegitimateChange EmptyFields = new(
        "empty-fields", "A field that says nothing, or a Date that cannot be read, is not written again.", "observed");

    public static readonly LegitimateChange OldDates = new(
        "old-dates", "A Date before 1601 cannot be kept: the property is a FILETIME.", "[MS-DTYP] 2.3.3; observed");

    public static readonly LegitimateChange Importance = new(
        "importance",
        "Importance, Priority, X-Priority and X-MSMail-Priority are one property of three values; normal is not written. Sensitivity likewise has four.",
        "[MS-OXCMAIL], [MS-OXCMSG]; observed");

    public static readonly LegitimateChange ReadReceipts = new(
        "read-receipts",
        "Disposition-Notification-To and Return-Receipt-To go with the wish for a receipt, which the migration switches off so that old mail does not answer.",
        "ours: docs/exchange-properties.md");

    public static readonly LegitimateChange Flattening = new(
        "flattening",
        "Containers are built anew around one text, one HTML body and attachments; a further text becomes an attachment named ATT00001.txt. Each part is compared by itself, so a signature inside another container is kept but no longer signs.",
        "reference B12 (Apple Mail's interleaved texts); observed");

    public static readonly LegitimateChange NamedBodies = new(
        "named-bodies", "A text of an alternative that has a name becomes the body, which has none.", "observed");

    public static readonly LegitimateChange NumberedNames = new(
        "numbered-names", "A part without a name becomes an attachment named ATT and five digits.", "reference B12; observed");

    public static readonly LegitimateChange CleanNames = new(
        "clean-names", "A file name loses control characters, and blanks at its ends.", "observed");

    public static readonly LegitimateChange MessageNames = new(
        "message-names", "An attached message is named after its subject.", "[MS-OXCMAIL]; observed");

    public static readonly LegitimateChange BeliedCharset = new(
        "belied-charset",
        "Text is sent as UTF-8, whatever it came in. Where the label is missing, unknown or contradicted by the bytes, it is read as UTF-8 if it is valid UTF-8 and as windows-1252 otherwise.",
        "[MS-OXCMAIL]; observed");

    public static readonly LegitimateChange LineEnds = new(
        "line-ends", "In a text to read, CR LF, CR and LF are all a line end. In attachments every byte counts.", "observed");

    public static readonly LegitimateChange EndOfText = new(
        "end-of-text", "Blanks and empty lines at the end of a text may come or go, and so may a text that has nothing else.", "observed");

    public static readonly LegitimateChange PkcsEncoding = new(
        "pkcs-encoding", "Of application/pkcs7-mime the object counts, not the lines of its base64.", "[MS-OXOSMIME]");

    public static readonly LegitimateChange DeletedFlag = new(
        "deleted-flag", "The flag \\Deleted has no counterpart and is not delivered.", "ours: docs/exchange-properties.md");

    public static readonly LegitimateChange OneVerb = new(
        "one-verb", "An item both answered and forwarded shows as answered: PidTagLastVerbExecuted holds one.", "[MS-OXOMSG] 2.2.2.5; docs/exchange-properties.md");

    public static readonly LegitimateChange AbsentTimes = new(
        "absent-times", "Where a draft has no readable Date, the sent time is the destination's own.", "observed");

    /// <summary>All of them, as <c>docs/fidelity.md</c> lists them.</summary>
    public static IReadOnlyList<LegitimateChange> All { get; } =
    [
        GeneratedFields, NamelessFields, Folding, SingleFields, JoinedFields, Groups, NoAddresses, EmptyFields, OldDates, Importance, ReadReceipts, Flattening,
        NamedBodies, NumberedNames, CleanNames, MessageNames, BeliedCharset, LineEnds, EndOfText, PkcsEncoding, DeletedFlag, OneVerb, AbsentTimes,
    ];

    /// <summary><see cref="GeneratedFields"/>, <see cref="NamelessFields"/> and <see cref="ReadReceipts"/>: what is not compared at all.</summary>
    public static bool IsLeftOut(Header header) =>
        header.Id is HeaderId.MimeVersion or HeaderId.DispositionNotificationTo or HeaderId.ReturnReceiptTo
        || header.Field.Length == 0 || header.Field.AsSpan().ContainsAnyExceptInRange('!', '~')
        || header.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || header.Field.Equals("X-MS-Has-Attach", StringComparison.OrdinalIgnoreCase)
        || header.Field.Equals("X-MS-TNEF-Correlator", StringComparison.OrdinalIgnoreCase);

    /// <summary><see cref="NumberedNames"/>: whether Exchange gave this name to a part that had none.</summary>
    public static bool IsNumberedName(string? name) =>
        name is ['A', 'T', 'T', var a, var b, var c, var d, var e, '.', _, ..]
        && char.IsAsciiDigit(a) && char.IsAsciiDigit(b) && char.IsAsciiDigit(c) && char.IsAsciiDigit(d) && char.IsAsciiDigit(e);

    /// <summary><see cref="CleanNames"/>: a name as Exchange keeps it; null where nothing is left.</summary>
    public static string? CleanName(string? name) =>
        name is null || string.Concat(name.Where(c => !char.IsControl(c))).Trim() is not { Length: > 0 } clean ? null : clean;
}
