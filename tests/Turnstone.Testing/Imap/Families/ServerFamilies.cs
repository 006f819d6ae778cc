using System.Globalization;

namespace Turnstone.Testing.Imap.Families;

/// <summary>The families of servers that are known to differ, each with what is known of it; docs/servers.md tells where from.</summary>
public static class ServerFamilies
{
    private const string Plain = "IMAP4rev1 NAMESPACE UIDPLUS";

    public static FamilyCharacter Gmail { get; } = new("Gmail")
    {
        Greeting = "* OK Gimap ready for requests from 192.0.2.1 a1mb1",
        Capabilities = "IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 XYZZY SASL-IR",
        CapabilitiesAfterwards = "IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 UIDPLUS ENABLE MOVE CONDSTORE ESEARCH LIST-EXTENDED SPECIAL-USE",
        SignInAnswer = "$ OK anna@old.example authenticated (Success)",
        Id = "(\"name\" \"GImap\" \"vendor\" \"Google, Inc.\")",
        Extras = message =>
        [
            FormattableString.Invariant($"X-GM-MSGID {message.Seed.Identity ?? FamilyText.Number(message)}"),
            $"X-GM-LABELS ({string.Join(' ', message.Seed.Labels.Select(label => $"\"{label.Replace("\\", "\\\\", StringComparison.Ordinal)}\""))})",
        ],
    };

    public static FamilyCharacter Exchange { get; } = new("Exchange")
    {
        Greeting = "* OK The Microsoft Exchange IMAP4 service is ready.",
        Capabilities = "IMAP4 IMAP4rev1 IDLE NAMESPACE LITERAL+",
        Size = message => Of(message.Seed.Content.Length + 37),
        Opened = "$ OK EXAMINE completed.",

        // A range beyond the end is answered with messages nobody asked for, under numbers that are not there (dovecot imapc-mailbox.c).
        Aside = (folder, _) => folder.Messages.Count == 0 ? [] : [FormattableString.Invariant($"* {folder.Messages.Count + 1} FETCH (UID {folder.Messages[0].Uid} FLAGS (\\Seen))"), FormattableString.Invariant($"* {folder.Messages.Count + 2} FETCH (UID {folder.NextUid + 40} FLAGS ())")],
    };

    public static FamilyCharacter Zimbra { get; } = new("Zimbra")
    {
        Greeting = "* OK mail.old.example Zimbra IMAP4rev1 server ready",
        Capabilities = "IMAP4rev1 BINARY CATENATE CHILDREN CONDSTORE ENABLE ESEARCH ID IDLE LIST-EXTENDED LITERAL+ NAMESPACE QRESYNC SASL-IR UIDPLUS UNSELECT WITHIN",
        Id = "(\"NAME\" \"Zimbra\" \"VERSION\" \"8.8.15_GA_3869\")",
        Opening = folder => [FamilyCharacter.UidValidity(folder), FamilyCharacter.UidNext(folder), "* OK [HIGHESTMODSEQ 5] modseq tracked on this mailbox"],
    };

    public static FamilyCharacter Domino { get; } = new("Domino")
    {
        Greeting = "* OK Domino IMAP4 Server Release 9.0.1 ready",
        Capabilities = "IMAP4rev1 NAMESPACE CHILDREN",
        Separator = "\"\\\\\"",
        Namespace = "((\"\" \"\\\\\")) NIL NIL",
        Size = message => Of(message.Seed.Content.Length / 3),

        // One item or another is in parentheses of its own (MailKit issue 943).
        Arrange = pairs => $"({string.Join(' ', pairs.Select((pair, index) => index == pairs.Count - 1 ? $"({pair})" : pair))})",
    };

    public static FamilyCharacter GroupWise { get; } = new("GroupWise")
    {
        Greeting = "* OK GroupWise IMAP4rev1 Server Ready",
        Capabilities = Plain,
        Size = _ => "0",
    };

    public static FamilyCharacter HMailServer { get; } = new("hMailServer")
    {
        Greeting = "* OK IMAPrev1",
        Capabilities = "IMAP4 IMAP4rev1 CHILDREN IDLE QUOTA SORT ACL RIGHTS=texk",
        Namespace = null,
        Separator = "\".\"",
        Instead = command => command.Verb == "UID FETCH" && Descends(command.Arguments) ? ["$ BAD Invalid range"] : null,
    };

    public static FamilyCharacter Yahoo { get; } = new("Yahoo")
    {
        Greeting = "* OK [CAPABILITY IMAP4rev1 SASL-IR ID] IMAP4rev1 imapgate-0.7.65_11_1.1 imap.mail.old.example",
        Capabilities = "IMAP4rev1 SASL-IR ID",
        CapabilitiesAfterwards = "IMAP4rev1 SASL-IR ID NAMESPACE UIDPLUS MOVE CHILDREN XLIST OBJECTID MESSAGELIMIT=4",
        Id = "(\"vendor\" \"Yahoo! Inc.\")",
        UnlessIdentified = "$ NO [CANNOT] ID is required",
        MostAtOnce = 4,
    };

    public static FamilyCharacter Kerio { get; } = new("Kerio")
    {
        Greeting = "* OK Kerio Connect 9.4 IMAP4rev1 server ready",
        Capabilities = "IMAP4rev1 CHILDREN LITERAL+ IDLE NAMESPACE ID SORT LIST-EXTENDED UIDPLUS XLIST X-MASTERAUTH",
        Id = "(\"name\" \"Kerio Connect\")",
        Opened = "$ OK EXAMINE completed",
    };

    public static FamilyCharacter IceWarp { get; } = new("IceWarp")
    {
        Greeting = "* OK mail.old.example IceWarp 12.0 IMAP4rev1",
        Capabilities = Plain,
        Aside = (_, _) => ["* SEARCH 4 5 6"],
    };

    public static FamilyCharacter SmarterMail { get; } = new("SmarterMail")
    {
        Greeting = "* OK IMAP4rev1 SmarterMail",
        Capabilities = Plain,
        Opening = folder => [FamilyCharacter.UidValidity(folder), "* OK [UIDNEXT 1] next"],
        Arrange = pairs => $"({string.Join(' ', pairs.Reverse())})",
    };

    public static FamilyCharacter NetEase { get; } = new("163")
    {
        Greeting = "* OK Coremail System IMap Server Ready(163com)",
        Capabilities = "IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ XAPPLEPUSHSERVICE UIDPLUS X-CM-EXT-1",
        Id = "(\"name\" \"Coremail Imap\" \"vendor\" \"Mailtech\")",
        UnlessIdentified = "$ NO EXAMINE Unsafe Login. Please contact kefu@188.com for help",
        Namespace = null,
    };

    public static FamilyCharacter Qq { get; } = new("QQ")
    {
        Greeting = "* OK [CAPABILITY IMAP4 IMAP4rev1 ID AUTH=LOGIN NAMESPACE] QQMail XMIMAP4Server ready",
        Capabilities = "IMAP4 IMAP4rev1 XLIST MOVE IDLE XAPPLEPUSHSERVICE NAMESPACE CHILDREN ID UIDPLUS",
        Id = "NIL",
        Date = message => $"\"{message.Seed.Received!.Value.ToString("d-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000\"",
    };

    public static FamilyCharacter Yandex { get; } = new("Yandex")
    {
        Greeting = "* OK Yandex IMAP4rev1 at sas2.mail.old.example ready to talk",
        Capabilities = "IMAP4rev1 CHILDREN UNSELECT LITERAL+ NAMESPACE XLIST UIDPLUS ENABLE ID IDLE MOVE",
        Id = "NIL",
        Separator = "\"|\"",
        Namespace = "((\"\" \"|\")) NIL NIL",

        // The first answer names the content and brings nothing; asked again, it comes.
        Content = message => message.Asked == 1 && message.Uid % 3 == 0 ? "BODY[]" : $"BODY[] {FamilyText.Literal(message)}",
    };

    public static FamilyCharacter MailRu { get; } = new("mail.ru")
    {
        Greeting = "* OK Welcome",
        Capabilities = Plain,
        Size = message => Of(message.Seed.Content.Length) + ".00",
    };

    public static FamilyCharacter Zoho { get; } = new("Zoho")
    {
        Greeting = "* OK IMAP server ready",
        Capabilities = Plain + " CONDSTORE",
        Extras = _ => ["MODSEQ (-1)"],
    };

    public static FamilyCharacter ProtonBridge { get; } = new("ProtonMail Bridge")
    {
        Greeting = "* OK [CAPABILITY AUTH=PLAIN ID IDLE IMAP4rev1 MOVE UIDPLUS UNSELECT] Proton Mail Bridge 03.06.01 - gluon session ID 1",
        Capabilities = "ID IDLE IMAP4rev1 MOVE UIDPLUS UNSELECT",
        Id = "(\"name\" \"Proton Mail Bridge\")",
        Namespace = null,
    };

    public static FamilyCharacter Courier { get; } = new("Courier")
    {
        Greeting = "* OK [CAPABILITY IMAP4rev1 UIDPLUS CHILDREN NAMESPACE] Courier-IMAP ready.",
        Capabilities = "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE",
        Namespace = "((\"INBOX.\" \".\")) NIL ((\"#shared.\" \".\"))",
        Separator = "\".\"",
        Prefix = "INBOX.",
        Opening = folder => [FamilyCharacter.UidValidity(folder)],
        Aside = (_, _) => ["* 0 FETCH (FLAGS (\\Seen))"],
    };

    public static FamilyCharacter UwImap { get; } = new("UW-IMAP")
    {
        Greeting = "* OK [CAPABILITY IMAP4REV1 LITERAL+ SASL-IR LOGIN-REFERRALS] old.example IMAP4rev1 2007f.404 at Mon, 4 May 2020 10:00:00 +0000 (GMT)",
        Capabilities = "IMAP4REV1 I18NLEVEL=1 LITERAL+ IDLE UIDPLUS NAMESPACE CHILDREN MAILBOX-REFERRALS BINARY UNSELECT ESEARCH WITHIN SCAN SORT",
        Namespace = "((\"\" \"/\")(\"#mhinbox\" NIL)(\"#mh/\" \"/\")) ((\"~\" \"/\")) ((\"#shared/\" \"/\")(\"#public/\" \"/\"))",
    };

    public static FamilyCharacter FirstClass { get; } = new("FirstClass")
    {
        Greeting = "* OK FirstClass IMAP4rev1 server v12.1",
        Capabilities = "IMAP4 IMAP4rev1",
        Namespace = null,
        Date = _ => null,
        Size = _ => null,
    };

    public static FamilyCharacter Tobit { get; } = new("Tobit David")
    {
        Greeting = "* OK David IMAP4 server",
        Capabilities = "IMAP4rev1",
        Date = _ => "\"00-Jan-0000 00:00:00 +0000\"",
    };

    /// <summary>Every family.</summary>
    public static IReadOnlyList<FamilyCharacter> All { get; } =
    [
        Gmail, Exchange, Zimbra, Domino, GroupWise, HMailServer, Yahoo, Kerio, IceWarp, SmarterMail, NetEase, Qq, Yandex, MailRu, Zoho, ProtonBridge,
        Courier, UwImap, FirstClass, Tobit,
    ];

    private static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Descends(string arguments) => arguments.Split(' ')[0].Split(',').Any(range =>
        range.Split(':') is [var first, var last] && uint.TryParse(first, out var from) && uint.TryParse(last, out var to) && from > to);
}
