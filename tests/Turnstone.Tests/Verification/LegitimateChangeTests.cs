using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Verification;
using Turnstone.Tests.House;
using Xunit;

namespace Turnstone.Tests.Verification;

/// <summary>Each rule of the list, told by the two messages it takes for the same.</summary>
public class LegitimateChangeTests
{
    private const string Head = "From: a@old.example\n";

    public static TheoryData<string, string, string> Rewritings { get; } = new()
    {
        { "generated-fields", Head + "MIME-Version: 1.0\nX-MS-Has-Attach: yes\nContent-Language: de\n\nx", Head + "X-MS-TNEF-Correlator:\n\nx" },
        { "nameless-fields", Head + "B\u00e4d name: x\n\nx", Head + "\nx" },
        { "folding", Head + "X-Long: one\n\ttwo   three\n\nx", Head + "X-Long: one two\n three\n\nx" },
        { "folding", Head + "X-Raw: Gr\u00fc\u00dfe\n\nx", Head + "X-Raw: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n\nx" },
        { "single-fields", "From: a@old.example, b@old.example\nSubject: 1\nSubject: 2\n\nx", Head + "Subject: 1\n\nx" },
        { "joined-fields", Head + "To: b@old.example\nTo: c@old.example\n\nx", Head + "To: b@old.example, c@old.example\n\nx" },
        { "groups", Head + "To: All: b@old.example, c@old.example;\n\nx", Head + "To: b@old.example, c@old.example\n\nx" },
        { "no-addresses", "From: Mailer Daemon\n\nx", "From: Mailer Daemon:;\n\nx" },
        { "empty-fields", Head + "X-Empty: \nDate: one fine day\n\nx", Head + "\nx" },
        { "old-dates", Head + "Date: Mon, 1 Jan 1500 00:00:00 +0000\n\nx", Head + "\nx" },
        { "importance", Head + "X-Priority: 1 (Highest)\nPriority: urgent\n\nx", Head + "Importance: high\nX-Priority: 1\n\nx" },
        { "importance", Head + "X-Priority: 3\nSensitivity: Private\n\nx", Head + "Sensitivity: private\n\nx" },
        { "read-receipts", Head + "Disposition-Notification-To: a@old.example\nReturn-Receipt-To: a@old.example\n\nx", Head + "\nx" },
        { "flattening", Head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\none\n--c--\n--b\n\ntwo\n--b--\n", Head + "Content-Type: multipart/mixed; boundary=d\n\n--d\n\none\n--d\nContent-Type: text/plain; name=ATT00001.txt\nContent-Disposition: attachment\n\ntwo\n--d--\n" },
        { "named-bodies", Head + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html; name=mail.html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n=FC\n--b--\n", Head + "Content-Type: text/html; charset=utf-8\n\n\u00fc" },
        { "numbered-names", Head + "Content-Type: image/png\n\nx", Head + "Content-Type: image/png; name=ATT00001.png\n\nx" },
        { "clean-names", Head + "Content-Type: image/png; name=\" a.png \"\n\nx", Head + "Content-Type: image/png; name=a.png\n\nx" },
        { "message-names", Head + "Content-Type: message/rfc822; name=forwarded.eml\n\nSubject: in\n\nx", Head + "Content-Type: message/rfc822; name=in\n\nSubject: in\n\nx" },
        { "belied-charset", Head + "Content-Type: text/plain; charset=us-ascii\n\nGr\u00fc\u00dfe", Head + "Content-Type: text/plain; charset=utf-8\n\nGr\u00fc\u00dfe" },
        { "belied-charset", Head + "Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n=80", Head + "Content-Type: text/plain; charset=utf-8\n\n\u20ac" },
        { "line-ends", Head + "Content-Transfer-Encoding: quoted-printable\n\none=0Atwo=0Dthree", Head + "\none\ntwo\nthree" },
        { "end-of-text", Head + "\nx", Head + "\nx \n\n" },
        { "pkcs-encoding", Head + "Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nAQID\nBAUG\n", Head + "Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nAQIDBAUG\n" },
    };

    /// <summary>The rules about what lies beside the content, told below.</summary>
    private static readonly string[] OfState = ["deleted-flag", "one-verb", "absent-times"];

    [Theory]
    [MemberData(nameof(Rewritings))]
    public void RewritingOfTheList_IsNoDifference(string rule, string source, string delivered)
    {
        Assert.Contains(rule, LegitimateChanges.All.Select(change => change.Name));
        Assert.Empty(Mail.Compare(source, delivered));
    }

    [Fact]
    public void StateThatCannotBeKept_IsNoDifference()
    {
        using var writer = new ContentSpool().Write(0);
        using var content = writer.Complete();
        var answered = new ReadBack.Found(default, content) { Flags = ItemFlags.Seen | ItemFlags.Answered, Sent = DateTimeOffset.UnixEpoch };

        Assert.Empty(StateComparer.CompareState(ItemFlags.Seen | ItemFlags.Answered | ItemFlags.Forwarded | ItemFlags.Deleted, [], answered));
        Assert.Empty(StateComparer.CompareTimes(received: null, sent: null, answered));
    }

    [Fact]
    public void EachRule_HasItsReasonItsTestAndItsLineInTheDocument()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "fidelity.md"));
        string[] tested = [.. Rewritings.Select(row => row.Data.Item1), .. OfState];

        Assert.All(LegitimateChanges.All, change => Assert.False(string.IsNullOrEmpty(change.Change) || string.IsNullOrEmpty(change.Source)));
        Assert.Equal(LegitimateChanges.All.Select(change => change.Name), tested.Distinct());
        Assert.All(LegitimateChanges.All, change => Assert.Contains($"| `{change.Name}` | {change.Change} | {change.Source} |", document, StringComparison.Ordinal));
    }
}
