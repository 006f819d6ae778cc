using System.Globalization;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Holds what the new server has against what the old one has.</summary>
internal static class MovedMail
{
    private const int ShownDifferences = 40;

    /// <summary>
    /// Every message of every old folder is in the folder the report names, exactly once, with its date, read and flagged state and
    /// subject; and nothing else is anywhere.
    /// </summary>
    public static void AssertSame(IReadOnlyList<OldFolder> old, IReadOnlyList<NewFolder> found, JsonReport.Mailbox report)
    {
        var destinations = report.Folders.Where(folder => folder.Destination is not null).ToLookup(folder => folder.Destination!, folder => folder.Source);
        Assert.Empty(old.Select(folder => folder.Path).Except(destinations.SelectMany(sources => sources)));
        Assert.Empty(destinations.Select(sources => sources.Key).Except(found.Select(folder => folder.Path)));
        foreach (var folder in found)
        {
            var expected = old.Where(source => destinations[folder.Path].Contains(source.Path)).SelectMany(Lines);
            AssertSameLines(folder.Path, expected, folder.Items.Select(Line));
        }

        var keys = found.SelectMany(folder => folder.Items).Select(item => item.SourceKey).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    /// <summary>
    /// Every message of every old folder is at the new server exactly once, with its date, read and flagged state and subject, the messages of
    /// one folder in one folder; and nothing else is anywhere.
    /// </summary>
    public static void AssertSameMail(IReadOnlyList<OldFolder> old, IReadOnlyList<NewFolder> found)
    {
        AssertSameLines("the mailbox", old.SelectMany(Lines), found.SelectMany(folder => folder.Items).Select(Line));
        var places = found.SelectMany(folder => folder.Items.Select(item => (Origin: item.SourceKey![..^9], folder.Path))).Distinct().ToLookup(place => place.Origin, place => place.Path);
        Assert.All(places, place => Assert.Single(place));
        var inbox = old.Single(folder => folder.Path == "INBOX");
        Assert.All(places.Where(place => place.Key.EndsWith(string.Create(CultureInfo.InvariantCulture, $"{inbox.UidValidity:x8}"), StringComparison.Ordinal)), place => Assert.Equal(["Inbox"], place));
    }

    /// <summary>The same lines, equally often, in any order; what is missing and what is too much is told, some of it.</summary>
    public static void AssertSameLines(string where, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var found = actual.CountBy(line => line).ToDictionary();
        var due = expected.CountBy(line => line).ToDictionary();
        var missing = due.Where(line => found.GetValueOrDefault(line.Key) < line.Value).Select(line => $"  missing: {line.Key}");
        var extra = found.Where(line => due.GetValueOrDefault(line.Key) < line.Value).Select(line => $"  too much: {line.Key}");
        string[] differences = [.. missing.Concat(extra).Order(StringComparer.Ordinal)];
        Assert.True(differences.Length == 0, $"{differences.Length} lines of {where} differ:\n{string.Join('\n', differences.Take(ShownDifferences))}");
    }

    private static IEnumerable<string> Lines(OldFolder folder) => folder.Items.Select(
        item => Line(string.Create(CultureInfo.InvariantCulture, $"{folder.UidValidity:x8}-{item.Uid:x8}"), item.Received, item.IsRead, item.IsFlagged, item.Subject));

    // The last two of a source key's three parts are UIDVALIDITY and UID.
    private static string Line(NewItem item) => Line(item.SourceKey?[^17..] ?? "no key", item.Received, item.IsRead, item.IsFlagged, item.Subject);

    private static string Line(string origin, DateTimeOffset received, bool isRead, bool isFlagged, string subject) =>
        $"{origin} {received.ToUniversalTime():u} {(isRead ? "read" : "unread")} {(isFlagged ? "flagged" : "plain")} {subject}";
}
