using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Testing.Imap;
using Turnstone.Tests.Connectors;
using Xunit;
using Encoder = Turnstone.Sandbox.Dovecot.ModifiedUtf7;

namespace Turnstone.Tests.Laws;

/// <summary>
/// Folder names survive the way from the source to the destination: text through IMAP's encoding, bytes through listing and opening, and
/// paths through the plan, where no two folders meet and what the destination holds for another name is told.
/// </summary>
public class FolderNamesRoundTripTests
{
    private static readonly Gen<char> Characters = Gen.Frequency(
        (6, Gen.Elements("abcXYZ&-,+/.\\\"' ()[]{}*%~!0123".ToCharArray())),
        (2, Gen.Choose(0x00a0, 0x024f).Select(c => (char)c)),
        (2, Gen.Choose(0x3040, 0x9fff).Select(c => (char)c)),
        (1, Gen.Elements('\u0001', '\t', '\r', '\n', '\u007f', '\u200f', '\ufeff', '\ufffe', '\uffff', 'ß', 'ı', 'İ', '\u0301')));

    private static readonly Gen<string> Names =
        from letters in Gen.OneOf(Characters.Select(c => c.ToString()), Gen.Choose(0x10000, 0x10ffff).Select(char.ConvertFromUtf32)).NonEmptyListOf()
        select string.Concat(letters);

    private static readonly Gen<string> Bytes =
        from bytes in Gen.OneOf(
            Gen.Choose(0x20, 0x7e), Gen.Choose(1, 0xff), Gen.Elements<int>('&', '-', '"', '\\', '{', '}', '(', ')', ' ', '\r', '\n', 0xc3, 0xbc, 0xed, 0xa0, 0x80)).NonEmptyListOf()
        select string.Concat(bytes.Select(b => (char)b));

    [Fact]
    public void AnyText_IsReadFromModifiedUtf7AsItWasWritten() => Check(Names, 5000, name => Assert.Equal(name, ModifiedUtf7.Decode(Encoder.Encode(name))));

    [Fact]
    public void AnyBytes_AreReadFromTheListAsTheyAre() => Check(Bytes, 5000, name =>
    {
        var literal = ListAnswer.ReadFolder(Encoding.Latin1.GetBytes($"* LIST () NIL {{{name.Length}}}\r\n{name}\r\n"));
        var quoted = ListAnswer.ReadFolder(Encoding.Latin1.GetBytes($"* LIST () NIL \"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"\r\n"));

        Assert.Equal(name, literal?.Name);

        // What a quoted string can hold (RFC 9051 section 9, QUOTED-CHAR), and every byte beyond ASCII.
        if (!name.ContainsAny(['\r', '\n', '\0']))
        {
            Assert.Equal(name, quoted?.Name);
        }
    });

    [Fact]
    public void ListedFolders_AreOpenedByTheVeryBytesThatWereListed() => Check(Bytes.NonEmptyListOf(), 25, async names =>
    {
        string[] distinct = [.. names.Where(name => !name.Equals("INBOX", StringComparison.OrdinalIgnoreCase)).Distinct()];
        await using var server = NamedFolders.Serve(distinct);
        await using var mailbox = ImapTranscript.Open(server.Port);

        var folders = await mailbox.ListFoldersAsync(CancellationToken.None);
        foreach (var folder in folders)
        {
            await mailbox.ListItemsAsync(folder, since: null, CancellationToken.None);
        }

        Assert.Equal(distinct.Order(StringComparer.Ordinal), folders.Select(folder => folder.Id.Value).Where(id => id != "INBOX").Order(StringComparer.Ordinal));
        Assert.Equal(folders.Select(folder => folder.Id.Value), server.Opened);
        Assert.Equal(folders.Count, folders.Select(folder => folder.Path).Distinct().Count());
    });

    [Fact]
    public void PlannedFolders_ArePlacedApart_BelowTheirParents_AndEveryChangeIsTold() => Check(Trees(), 2000, folders =>
    {
        var plan = Planner.Plan(folders, new PassOptions()).Folders;

        // 1. No two meet, as Exchange compares names.
        Assert.Equal(plan.Count, plan.Select(folder => FolderNames.Fold(folder.Destination!.ToString().Replace('/', '\0')) + folder.Destination.Below.Names.Count).Distinct().Count());

        // 2. A name that is not the source's own is told, so that the way back can be found.
        Assert.All(plan, folder => Assert.True(folder.Renamed is not null || IsTold(folder, plan), $"{folder.Source.Path} -> {folder.Destination}"));

        // 3. The same whatever the order of the listing; and again when the places are known.
        var places = plan.ToDictionary(folder => folder.Source.Id, folder => folder.Destination!);
        var backwards = Planner.Plan([.. folders.Reverse()], new PassOptions()).Folders;
        var again = Planner.Plan(folders, new PassOptions(), places).Folders;
        Assert.Equal(places.OrderBy(place => place.Key.Value, StringComparer.Ordinal), Placed(backwards));
        Assert.Equal(places.OrderBy(place => place.Key.Value, StringComparer.Ordinal), Placed(again));
    });

    private static IEnumerable<KeyValuePair<SourceFolderId, DestinationPath>> Placed(IReadOnlyList<PlannedFolder> plan) =>
        plan.Select(folder => KeyValuePair.Create(folder.Source.Id, folder.Destination!)).OrderBy(place => place.Key.Value, StringComparer.Ordinal);

    /// <summary>The names are the source's, but for what its parent's line tells and for Exchange's own folders.</summary>
    private static bool IsTold(PlannedFolder folder, IReadOnlyList<PlannedFolder> plan)
    {
        var (names, path) = (folder.Destination!.Below.Names, folder.Source.Path);
        if (names.Count == 0)
        {
            return true;
        }

        // What lies below a folder that has a line of its own lies below its place.
        for (var above = path.Parent; above.Names.Count > 0; above = above.Parent)
        {
            if (plan.FirstOrDefault(other => other.Source.Path.Equals(above))?.Destination is { } place)
            {
                return folder.Destination.Anchor == place.Anchor && names.SequenceEqual([.. place.Below.Names, .. path.Names.Skip(above.Names.Count)]);
            }
        }

        return names.SequenceEqual(path.Names.Skip(path.Names.Count - names.Count));
    }

    /// <summary>Folders with few different names, so that they meet; parents may be missing, as on servers that list what can be opened alone.</summary>
    private static Gen<IReadOnlyList<SourceFolder>> Trees()
    {
        var few = Gen.OneOf(Gen.Elements("a", "A", "b", "ä", "Ä", "a\u0308", "a ", "a (2)", "INBOX", "Sent", "x\u0001", "x_", " ", new string('l', 260), new string('l', 261)), Names);
        return from paths in few.NonEmptyListOf().Resize(4).NonEmptyListOf()
               select (IReadOnlyList<SourceFolder>)[.. paths.Select(names => FolderPath.Of(names)).Distinct()
                   .Select(path => new SourceFolder { Id = new SourceFolderId(string.Join('\u0002', path.Names)), Path = path })];
    }

    private static void Check<T>(Gen<T> values, int cases, Action<T> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    private static void Check<T>(Gen<T> values, int cases, Func<T, Task> holds) =>
        Check(values, cases, value => holds(value).GetAwaiter().GetResult());
}
