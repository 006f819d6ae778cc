using System.Globalization;
using Turnstone.EndToEnd.Clients;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>Everybody's torture mail, ours and a company's sample mail, each message in another state, from a real server to the last byte.</summary>
public abstract class CorpusMigrationTests(SourceServer server)
{
    /// <summary>Exchange takes ten messages in one another and no more (ErrorAttachmentNestLevelLimitExceeded): these arrive attached.</summary>
    private static readonly string[] AttachedForTheirDepth = ["forty messages in one another", "hand-made/nested-rfc822-25.eml"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Messages that the server itself does not take, by whatever way they are sent, and its words for it.</summary>
    protected abstract IReadOnlyDictionary<string, string> Refused { get; }

    [Fact]
    public async Task EveryMessage_ArrivesWithItsStateAndDate_AndMeansTheSame()
    {
        var account = server.Take();
        var old = await OldInbox.FillAsync(server.Port, account, TortureFolder.Messages(), Cancel);
        await using var world = await OneMailbox.StartAsync(server.Port, account);

        var result = await world.MigrateAsync(["--verify-content", "full"]);

        MovedMail.AssertSameLines("what the server refuses", Lines(Refused), Lines(old.Refused));
        Assert.True(result.Status == 0, result.Output);
        result.Report.AssertAddsUp();
        var report = Assert.Single(result.Report.Mailboxes);
        Assert.Equal((old.Messages.Count, old.Messages.Count), (report.Totals.Found, report.Totals.Copied));
        Assert.Equal(new JsonReport.Verification("full", old.Messages.Count, 0), report.Verification);
        Assert.Equal(AttachedForTheirDepth, report.Items.Select(item => old.Messages[item.Uid].Name).Order(StringComparer.Ordinal));
        Assert.All(report.Items, item => Assert.StartsWith("original attached, byte for byte", item.Repair, StringComparison.Ordinal));

        using var ews = new RawEws(world.Login);
        var items = await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel);
        MovedMail.AssertSameLines("the inbox", old.Messages.Select(pair => Line(pair.Key, pair.Value)), items.Select(Line));
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> refused) =>
        refused.Select(pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal);

    private static string Line(uint uid, OldMessage message) => Line(
        uid,
        message.Received,
        message.Flags.HasFlag(ItemFlags.Seen),
        message.Flags.HasFlag(ItemFlags.Draft),
        message.Flags.HasFlag(ItemFlags.Flagged),
        message.Flags.HasFlag(ItemFlags.Answered) ? 102 : message.Keywords.Contains("$Forwarded") ? 104 : 0,
        message.Keywords.Where(keyword => keyword is not ("$Forwarded" or "NonJunk" or "$MDNSent"))
            .Select(keyword => keyword switch { "$label1" => "Red Category", "$label5" => "Purple Category", var name => name }));

    // The last part of a source key is the UID.
    private static string Line(RawItem item) => Line(
        uint.Parse(item.SourceKey![^8..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        item.Received, item.IsRead, item.IsDraft, item.IsFlagged, item.LastVerb, item.Categories);

    private static string Line(uint uid, DateTimeOffset received, bool isRead, bool isDraft, bool isFlagged, int verb, IEnumerable<string> categories) =>
        string.Create(CultureInfo.InvariantCulture, $"{uid:000} {received.ToUniversalTime():u} read {isRead} draft {isDraft} flagged {isFlagged} verb {verb} [{string.Join(", ", categories.Order(StringComparer.Ordinal))}]");
}

public sealed class DovecotCorpusTests(DovecotSource server) : CorpusMigrationTests(server), IClassFixture<DovecotSource>
{
    protected override IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["hand-made/empty-zero-bytes.eml"] = "NO Can't save a zero byte message",
    };
}

public sealed class CyrusCorpusTests(CyrusSource server) : CorpusMigrationTests(server), IClassFixture<CyrusSource>
{
    private static readonly string[] WithNul = ["hand-made/nul-block-64k.eml", "hand-made/nul-in-body.eml", "hand-made/nul-in-subject.eml", "nul bytes", "sisimai/bsd-lhost-x2-04.eml"];

    private static readonly string[] WithABadHeader =
    [
        "a single letter", "blanks before the colon", "enmime/mail-erroneous.eml", "enmime/mail-qp-utf8-header-no-break.eml", "hand-made/body-only-no-headers.eml",
        "hand-made/header-no-colon-mid.eml", "hand-made/header-space-before-colon.eml", "hand-made/mbox-quoted-from-line-first.eml", "header without its last line end",
        "line that is no field", "mimekit/messages-issue358.eml", "php-mime-mail-parser/issue250.eml", "php-mime-mail-parser/m0027.eml", "php-mime-mail-parser/m0124.eml",
        "ruby-mail/error_emails-multiple_references_with_one_invalid.eml", "ruby-mail/rfc2822-example13.eml", "text without a header",
    ];

    /// <summary>Cyrus reads a message before it takes it, and nothing brings it to keep these; a mailbox of it cannot have them.</summary>
    protected override IReadOnlyDictionary<string, string> Refused { get; } = WithNul.Select(name => (Name: name, Words: "NO Message contains NUL characters"))
        .Concat(WithABadHeader.Select(name => (Name: name, Words: "NO Message contains invalid header")))
        .Append((Name: "hand-made/empty-zero-bytes.eml", Words: "NO Zero-length message literal"))
        .ToDictionary(pair => pair.Name, pair => pair.Words);
}

public sealed class CourierCorpusTests(CourierSource server) : CorpusMigrationTests(server), IClassFixture<CourierSource>
{
    protected override IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>();
}
