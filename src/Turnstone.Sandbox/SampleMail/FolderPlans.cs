namespace Turnstone.Sandbox.SampleMail;

/// <summary>The folders of the sample people: roles in four languages, and every name that ever made a migration stumble.</summary>
internal static class FolderPlans
{
    public static readonly IReadOnlyList<FolderPlan> German =
    [
        new("INBOX", 40, FolderCharacter.Incoming),
        new("Gesendete Objekte", 20, FolderCharacter.Sent),
        new("Entwürfe", 2, FolderCharacter.Drafts),
        new("Gelöschte Objekte", 5, FolderCharacter.Trash),
        new("Junk-E-Mail", 3, FolderCharacter.Junk),
        new("Projekte", 0, FolderCharacter.Container),
        new("Projekte/2019", 4),
        new("Projekte/2019/Müller & Söhne", 8),
        new("Projekte/2019/Müller & Söhne/Angebote", 3),
        new("Projekte/2024", 5),
        new("Persönlich", 5),
        new("Ablage: erledigt?", 5),
    ];

    public static readonly IReadOnlyList<FolderPlan> French =
    [
        new("INBOX", 40, FolderCharacter.Incoming),
        new("Éléments envoyés", 20, FolderCharacter.Sent),
        new("Brouillons", 2, FolderCharacter.Drafts),
        new("Éléments supprimés", 5, FolderCharacter.Trash),
        new("Courrier indésirable", 3, FolderCharacter.Junk),
        new("INBOX/À traiter", 10),
        new("Clients", 5),
        new("Clients/Œuvres d'art", 5),
        new("Clients/Cœur & Fils", 5),
        new("Café", 3),
        new("Cafe\u0301", 2), // the same to the eye, other code points
    ];

    public static readonly IReadOnlyList<FolderPlan> Japanese =
    [
        new("INBOX", 40, FolderCharacter.Incoming),
        new("Sent", 20, FolderCharacter.Sent),
        new("Drafts", 2, FolderCharacter.Drafts),
        new("Trash", 5, FolderCharacter.Trash),
        new("見積り", 8),
        new("見積り/２０２３年度", 8),
        new("見積り/２０２４年度", 8),
        new("ﾊﾝｶｸ", 4), // half-width katakana
        new("ハンカク", 5),
    ];

    public static readonly IReadOnlyList<FolderPlan> Russian =
    [
        new("INBOX", 45, FolderCharacter.Incoming),
        new("Sent", 25, FolderCharacter.Sent),
        new("Корзина", 5, FolderCharacter.Trash),
        new("Договоры", 10),
        new("Договоры/Архив", 10),
        new("Ёлка", 5),
    ];

    public static readonly IReadOnlyList<FolderPlan> Turkish =
    [
        new("INBOX", 50, FolderCharacter.Incoming),
        new("Sent", 20, FolderCharacter.Sent),
        new("Istanbul", 5),
        new("ıstanbul", 5), // i with and without its dot: four letters, and cases that cross in Turkish only
        new("İstanbul", 5),
        new("IŞIK", 10),
        new("ışık", 5),
    ];

    public static readonly IReadOnlyList<FolderPlan> English =
    [
        new("INBOX", 40, FolderCharacter.Incoming),
        new("Sent", 20, FolderCharacter.Sent),
        new("Drafts", 2, FolderCharacter.Drafts),
        new("Trash", 5, FolderCharacter.Trash),
        new("Junk", 3, FolderCharacter.Junk),
        new("Empty folder", 0),
        new("Only children", 0, FolderCharacter.Container),
        new("Only children/First", 1),
        new("Only children/Second", 1),
        new("\"Quoted\" and 'quoted'", 1),
        new("Back\\slash", 1),
        new("100 % done", 1),
        new("* starred *", 1),
        new("📧 Post 🎉", 1),
        new("Trailing blank ", 1),
        new(" Leading blank", 1),
        new("Case", 1),
        new("case", 1),
        new("CASE", 1),
        new("Dots.in.a.name...", 1),
        new("A: <b> | c?", 1),
        new("~tilde", 1),
        new("#public", 1),
        new("Tom & Jerry", 1),
        new("&AOQ-", 1), // reads as modified UTF-7 for "ä" and is not
        new("{5+}", 1),
        new("NIL", 1),
        new("Calendar", 1), // names that Exchange has given to folders of other kinds
        new("Contacts", 1),
        new("Outbox", 1),
        new("Inbox2/INBOX", 1),
        new("ملفات", 1),
        new("Zero\u200bwidth", 1),
        new(new string('n', 195) + " 200!", 1),
        new("1/2/3/4/5/6/7/8", 2),
    ];
}
