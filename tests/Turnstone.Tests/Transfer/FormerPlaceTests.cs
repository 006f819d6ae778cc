using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>Where folders went is known again after the journal is lost.</summary>
public class FormerPlaceTests
{
    private readonly PassWorld _world = new();
    private int _messages;

    [Fact]
    public async Task FolderThatCameLater_TakesNobodysPlace()
    {
        var (small, below) = (Fill("archiv"), Fill("archiv/2001"));
        await _world.RunAsync();
        var (capital, capitalBelow) = (Fill("Archiv"), Fill("Archiv/2001"));
        var before = await _world.RunAsync();
        _world.LoseJournal();
        foreach (var folder in (InMemorySourceFolder[])[small, below, capital, capitalBelow])
        {
            folder.Add(SeedMessage.Plain(++_messages));
        }

        var after = await _world.RunAsync();

        Assert.Equal((4, 4), (after.Totals.Copied, after.Totals.AlreadyThere));
        Assert.Equal("archiv (archiv), Archiv (Archiv (2)), archiv/2001 (archiv/2001), Archiv/2001 (Archiv (2)/2001)", Places(before));
        Assert.Equal(Places(before), Places(after));
        AssertNoneMerged();
    }

    [Fact]
    public async Task FolderThatCameWhileTheJournalWasLost_GetsANumber()
    {
        Fill("archiv");
        await _world.RunAsync();
        _world.LoseJournal();
        Fill("Archiv");

        var after = await _world.RunAsync();

        Assert.Equal("archiv (archiv), Archiv (Archiv (2))", Places(after));
        AssertNoneMerged();
    }

    [Fact]
    public async Task NumberDecidedAtTheDestination_IsFound()
    {
        Fill("Contacts");
        _world.Trouble.On(DestinationCall.EnsureFolder, 1, Taken);
        await _world.RunAsync();
        _world.LoseJournal();
        _world.Trouble = new FlakyDestination(_world.Destination, _world.Time);
        _world.Trouble.On(DestinationCall.EnsureFolder, 1, Taken);

        var after = await _world.RunAsync();

        Assert.Equal((0, 1), (after.Totals.Copied, after.Totals.AlreadyThere));
        Assert.Equal("Contacts (Contacts (2))", Places(after));
    }

    private static SessionException Taken => Trouble.At(FailureSide.Destination, FailureCodes.DestinationNameTaken, FailureScope.Folder);

    private static string Places(MailboxReport report) => string.Join(", ", report.Folders.Select(folder => $"{folder.Source} ({folder.Destination})"));

    private InMemorySourceFolder Fill(string path)
    {
        var folder = _world.Source.AddFolder(path);
        folder.Add(SeedMessage.Plain(++_messages));
        return folder;
    }

    private void AssertNoneMerged() => Assert.All(
        _world.Destination.Deliveries.GroupBy(delivery => delivery.Folder.Id),
        folder => Assert.Single(folder.Select(delivery => delivery.SourceKey.Scope).Distinct()));
}
