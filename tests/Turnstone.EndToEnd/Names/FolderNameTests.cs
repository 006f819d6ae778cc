using System.Text;
using Turnstone.EndToEnd.Corpus;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Servers;
using Turnstone.Sandbox.Imap;
using Xunit;

namespace Turnstone.EndToEnd.Names;

/// <summary>Folder names of every bad kind, on a real server, into a German mailbox, by the executable.</summary>
public abstract class FolderNameTests(SourceServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What of the list this server does not take for a name.</summary>
    protected abstract IReadOnlyList<string> Refused { get; }

    [Fact]
    public async Task EveryFolder_ArrivesInAPlaceOfItsOwn_AndEveryRenamingIsSaid()
    {
        var account = server.Take();
        var made = await MakeAsync(account);
        await using var world = await OneMailbox.StartAsync(
            server.Port, account, options => options with { Mailboxes = [.. options.Mailboxes.Select(mailbox => mailbox with { Language = "de" })] });

        var preview = await world.MigrateAsync(["--dry-run"]);
        var first = await world.MigrateAsync([]);
        var second = await world.MigrateAsync([]);

        Assert.True(first.Status == 0, first.Output);
        first.Report.AssertAddsUp();
        var report = first.Report.Mailboxes[0];
        Assert.Equal((made.Count, made.Count), (report.Totals.Found, report.Totals.Copied));
        AssertEachHasItsOwn(made, await world.ReadNewAsync(), report);
        AssertRenamingsAreSaid(report);
        Assert.Equal(Decisions(preview), Decisions(first));

        Assert.Equal((0, made.Count), (second.Report.Mailboxes[0].Totals.Copied, second.Report.Mailboxes[0].Totals.AlreadyThere));
        Assert.Equal(Places(first), Places(second));
    }

    [Fact]
    public async Task FoldersThatComeLater_TakeNoNameThatWasGiven()
    {
        var account = server.Take();
        await MakeAsync(account, [new("small", "archiv"), new("calendar", "kalender"), new("pad", " padded")], compare: false);
        await using var world = await OneMailbox.StartAsync(
            server.Port, account, options => options with { Mailboxes = [.. options.Mailboxes.Select(mailbox => mailbox with { Language = "de" })] });
        var first = await world.MigrateAsync([]);
        var later = await MakeAsync(account, [new("capital", "Archiv"), new("calendar in capitals", "KALENDER"), new("none", "padded")], compare: false);

        var second = await world.MigrateAsync([]);
        world.LoseState();
        var third = await world.MigrateAsync([]);

        var places = second.Report.Mailboxes[0].Folders.ToDictionary(folder => folder.Source, folder => folder.Destination);
        Assert.Equal(later.Count, second.Report.Mailboxes[0].Totals.Copied);
        Assert.All(first.Report.Mailboxes[0].Folders, folder => Assert.Equal(folder.Destination, places[folder.Source]));
        Assert.Equal(Places(second), Places(third));
        Assert.Equal(0, third.Report.Mailboxes[0].Totals.Copied);
        Assert.All((await world.ReadNewAsync()).Where(folder => folder.Path != "Inbox"), folder => Assert.InRange(folder.Items.Count, 0, 1));
    }

    private static void AssertEachHasItsOwn(IReadOnlyList<string> made, IReadOnlyList<NewFolder> found, JsonReport.Mailbox report)
    {
        MovedMail.AssertSameLines("the new mailbox", made, found.SelectMany(folder => folder.Items).Select(item => item.Subject));
        Assert.All(found, folder => Assert.InRange(folder.Items.Count, 0, 1));
        Assert.Empty(report.Folders.Where(folder => folder.Found > 0).Select(folder => folder.Destination!).Except(found.Where(folder => folder.Items.Count == 1).Select(folder => folder.Path)));
    }

    /// <summary>A name at the end of a path that is another than at the source, and none of Exchange's own, has its reason beside it.</summary>
    private static void AssertRenamingsAreSaid(JsonReport.Mailbox report)
    {
        string[] anchors = ["Inbox", "Sent Items", "Drafts", "Deleted Items", "Junk Email"];
        foreach (var folder in report.Folders.Where(folder => folder.Destination is not null && !anchors.Contains(folder.Destination)))
        {
            var (source, destination) = (folder.Source.Split('/')[^1], folder.Destination!.Split('/')[^1]);
            Assert.True(source == destination || folder.Renamed is not null, $"\"{folder.Source}\" became \"{folder.Destination}\" and nothing is said of it.");
        }
    }

    private static IEnumerable<(string Source, string? Destination)> Places(MigrationResult result) =>
        result.Report.Mailboxes[0].Folders.Select(folder => (folder.Source, folder.Destination));

    private static IEnumerable<(string Source, string? Destination, string? Renamed)> Decisions(MigrationResult result) =>
        result.Report.Mailboxes[0].Folders.Select(folder => (folder.Source, folder.Destination, folder.Renamed));

    private Task<IReadOnlyList<string>> MakeAsync(MailAccount account) => MakeAsync(account, TortureName.All, compare: true);

    /// <summary>Makes what the server takes, a message in each, and returns the messages' subjects.</summary>
    private async Task<IReadOnlyList<string>> MakeAsync(MailAccount account, IReadOnlyList<TortureName> names, bool compare)
    {
        using var client = await LineClient.SignInAsync(server.Port, account, Cancel);
        var (made, refused) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            try
            {
                var bytes = name.BytesFor(server.Separator, server.Top) ?? throw new MailServerException("no name here");
                await client.CreateAsync(bytes, Cancel);
                await client.AppendAsync(bytes, Encoding.ASCII.GetBytes($"From: a@old.example\r\nSubject: {name.Why}\r\n\r\n{name.Why}\r\n"), Cancel);
                made.Add(name.Why);
            }
            catch (MailServerException)
            {
                refused.Add(name.Why);
            }
        }

        if (compare)
        {
            Assert.Equal(Refused.Order(StringComparer.Ordinal), refused.Order(StringComparer.Ordinal));
        }

        return made;
    }
}

public sealed class DovecotFolderNameTests(DovecotSource server) : FolderNameTests(server), IClassFixture<DovecotSource>
{
    protected override IReadOnlyList<string> Refused { get; } =
    [
        "slash where dots part names", "tab", "bell", "delete", "encoded control character", "encoded line break", "bare ampersand",
        "unfinished encoding", "half a character", "raw UTF-8", "raw Latin-1", "below raw Latin-1", "three hundred characters",
    ];
}

public sealed class CyrusFolderNameTests(CyrusSource server) : FolderNameTests(server), IClassFixture<CyrusSource>
{
    protected override IReadOnlyList<string> Refused { get; } =
    [
        "quotes", "a single quote sign", "backslash", "backslash at the end", "percent", "brackets", "slash where dots part names", "tab",
        "bell", "delete", "encoded control character", "encoded line break", "bare ampersand", "unfinished encoding", "raw UTF-8",
        "raw Latin-1", "below raw Latin-1", "inbox in the inbox",
    ];
}

public sealed class OldCyrusFolderNameTests(OldCyrusSource server) : FolderNameTests(server), IClassFixture<OldCyrusSource>
{
    protected override IReadOnlyList<string> Refused { get; } =
    [
        "quotes", "a single quote sign", "backslash", "backslash at the end", "percent", "brackets", "slash where dots part names",
        "dot where slashes part names", "tab", "bell", "delete", "encoded control character", "encoded line break", "bare ampersand",
        "unfinished encoding", "raw UTF-8", "raw Latin-1", "below raw Latin-1", "sibling of that name",
    ];
}

public sealed class CourierFolderNameTests(CourierSource server) : FolderNameTests(server), IClassFixture<CourierSource>
{
    protected override IReadOnlyList<string> Refused { get; } =
    [
        "slash where dots part names", "dot where slashes part names", "emoji", "family emoji", "bare ampersand", "half a character",
        "sibling of that name", "three hundred characters",
    ];
}

public sealed class MaildirDovecotFolderNameTests(MaildirDovecotSource server) : FolderNameTests(server), IClassFixture<MaildirDovecotSource>
{
    protected override IReadOnlyList<string> Refused { get; } =
    [
        "dot where slashes part names", "tab", "bell", "delete", "encoded control character", "encoded line break", "bare ampersand",
        "unfinished encoding", "half a character", "raw UTF-8", "raw Latin-1", "below raw Latin-1", "three hundred characters",
    ];
}
