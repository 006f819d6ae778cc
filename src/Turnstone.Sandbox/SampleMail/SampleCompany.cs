namespace Turnstone.Sandbox.SampleMail;

/// <summary>A small company with an old mail server: people of several languages and all their mail.</summary>
public static class SampleCompany
{
    /// <summary>The domain of the mailboxes.</summary>
    public const string Domain = "old.example";

    private static readonly (SamplePerson Person, IReadOnlyList<FolderPlan> Folders)[] Staff =
    [
        (new("Oliver Brown", $"oliver.brown@{Domain}", "en-GB"), FolderPlans.English),
        (new("Anna Schröder-Groß", $"anna.schroeder@{Domain}", "de-DE"), FolderPlans.German),
        (new("Chloé Dubois", $"chloe.dubois@{Domain}", "fr-FR"), FolderPlans.French),
        (new("山田 花子", $"hanako.yamada@{Domain}", "ja-JP"), FolderPlans.Japanese),
        (new("Дмитрий Соколов", $"dmitri.sokolov@{Domain}", "ru-RU"), FolderPlans.Russian),
        (new("Elif Yıldız", $"elif.yildiz@{Domain}", "tr-TR"), FolderPlans.Turkish),
    ];

    /// <summary>Who has a mailbox; the first has the oddly named folders and the huge message.</summary>
    public static IReadOnlyList<SamplePerson> People { get; } = [.. Staff.Select(member => member.Person)];

    /// <summary>All mailboxes, in the order of <see cref="People"/>. Nothing is made until folders are read.</summary>
    public static IReadOnlyList<SampleMailbox> Mailboxes(SampleProfile profile) =>
        [.. Staff.Select((member, index) => Mailbox(member.Person, member.Folders, profile, withLarge: index == 0))];

    /// <summary>
    /// Mail that arrives after a first load: <paramref name="count"/> messages in the INBOX, of the minutes before
    /// <see cref="SampleProfile.Until"/>. Another <paramref name="wave"/> is other mail.
    /// </summary>
    public static SampleFolder NewMail(SamplePerson person, int count, int wave, SampleProfile profile)
    {
        var plan = new FolderPlan("INBOX", 100, FolderCharacter.Incoming);
        var maker = new FolderMaker(profile with { Seed = unchecked(profile.Seed + wave), Years = 0 }, person, plan, count);
        return maker.Folder();
    }

    private static SampleMailbox Mailbox(
        SamplePerson person, IReadOnlyList<FolderPlan> plans, SampleProfile profile, bool withLarge)
    {
        var shares = plans.Sum(plan => plan.Share);
        var folders = plans
            .SelectMany(plan => Parents(plan, plans).Append(plan))
            .Select(plan => new FolderMaker(profile, person, plan, Count(plan, shares, profile)).Folder())
            .ToList();
        if (withLarge && profile.LargeMessageBytes > 0)
        {
            folders.Add(new FolderMaker(profile, person, new FolderPlan("Large", 1), 1).LargeFolder());
        }

        return new SampleMailbox(person, folders);
    }

    // A folder with a share has at least three messages, so that every one shows something.
    private static int Count(FolderPlan plan, int shares, SampleProfile profile) =>
        plan.Share == 0 ? 0 : Math.Max(3, profile.MessagesPerMailbox * plan.Share / shares);

    /// <summary>Parents that no plan names: they come into being with their children and hold nothing.</summary>
    private static IEnumerable<FolderPlan> Parents(FolderPlan plan, IReadOnlyList<FolderPlan> plans)
    {
        for (var slash = plan.Path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = plan.Path.IndexOf('/', slash + 1))
        {
            var parent = plan.Path[..slash];
            if (plans.All(other => other.Path != parent))
            {
                yield return new FolderPlan(parent, 0, FolderCharacter.Container);
            }
        }
    }
}
