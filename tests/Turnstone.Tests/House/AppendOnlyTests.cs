using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.Tests.House;

/// <summary>The source is read-only and the destination append-only because the code has no words for anything else.</summary>
public partial class AppendOnlyTests
{
    [Fact]
    public void EwsClient_HasNoOperationThatDeletesMovesOrSends()
    {
        var forbidden = new Regex("^(Delete|Move|Send|Empty|Archive|Upload|MarkAll|Convert)", RegexOptions.CultureInvariant);

        var methods = typeof(Turnstone.Ews.EwsClient)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(m => m.Name)
            .ToList();

        Assert.Contains("CreateItemAsync", methods);
        Assert.DoesNotContain(methods, m => forbidden.IsMatch(m));
    }

    [Fact]
    public void EwsClient_SavesOnly()
    {
        var dispositions = Sources("Turnstone.Ews")
            .SelectMany(text => DispositionWords().Matches(text).Select(m => m.Value))
            .Distinct();

        Assert.Equal(["SaveOnly"], dispositions);
    }

    [Fact]
    public void OneRoomAlone_ChangesWhatHasArrived_AndNeverOverwrites()
    {
        var files = Files("Turnstone.Connectors").Concat(Files("Turnstone.Engine")).Concat(Files("Turnstone.Cli"))
            .Where(file => UpdateWords().IsMatch(File.ReadAllText(file)))
            .ToList();

        Assert.Equal(["ExchangeStates.cs"], files.Select(Path.GetFileName));
        var text = File.ReadAllText(files[0]);
        Assert.Equal(["ConflictResolution.NeverOverwrite"], Resolutions().Matches(text).Select(m => m.Value).Distinct());
    }

    [Fact]
    public void StatesAlone_AreChanged()
    {
        var text = Sources("Turnstone.Connectors").Single(source => UpdateWords().IsMatch(source));

        Assert.Equal(["Categories", "Extended", "Flag", "IsRead"], Fields().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());
        Assert.Equal(
            ["ItemProperties.IconIndex", "ItemProperties.LastVerbExecuted", "ItemProperties.StateMark"],
            ExtendedFields().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());
        Assert.Equal(Fields().Count(text), ExtendedFields().Count(text) + 3);
    }

    [Fact]
    public void Engine_ChangesStatesOnlyWhereItRefreshesThem()
    {
        var callers = Files("Turnstone.Engine").Where(file => File.ReadAllText(file).Contains("Destination.ChangeStatesAsync(", StringComparison.Ordinal));
        var starters = Files("Turnstone.Engine").Where(file => File.ReadAllText(file).Contains("new RefreshStage(", StringComparison.Ordinal)).ToList();

        Assert.Equal(["RefreshRequest.cs"], callers.Select(Path.GetFileName));
        Assert.Equal(["Pass.cs"], starters.Select(Path.GetFileName));
        Assert.Matches(@"if \(RefreshStage\.IsAskedFor\(Options\)\)\s+\{\s+await new RefreshStage\(", File.ReadAllText(starters[0]));
    }

    [Fact]
    public void Connectors_SpeakNoImapVerbThatChangesAnything()
    {
        var words = Sources("Turnstone.Connectors").SelectMany(text => ChangingVerbs().Matches(text).Select(m => m.Value)).Distinct();

        Assert.Empty(words);
    }

    private static IEnumerable<string> Sources(string room) => Files(room).Select(File.ReadAllText);

    private static IEnumerable<string> Files(string room) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", room), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(UpdateItemAsync|UpdateItem|SetItemField|ItemChange)\b")]
    private static partial Regex UpdateWords();

    [GeneratedRegex(@"\bConflictResolution\.\w+")]
    private static partial Regex Resolutions();

    [GeneratedRegex(@"\bnew SetItemField\.(\w+)\(")]
    private static partial Regex Fields();

    [GeneratedRegex(@"\bnew SetItemField\.Extended\(ExtendedProperty\.Of\w+\(([\w.]+),")]
    private static partial Regex ExtendedFields();

    [GeneratedRegex(@"\b(SaveOnly|SendOnly|SendAndSaveCopy)\b")]
    private static partial Regex DispositionWords();

    [GeneratedRegex(
        @"\bFolderAccess\.ReadWrite\b|\.(Append|AddFlags|RemoveFlags|SetFlags|Store|Expunge|MoveTo|CopyTo|Delete|Rename|Create|Subscribe|Unsubscribe|SetLabels|AddLabels|SetAccessRights)(Async)?\((?=[^)]*(UniqueId|uids?|folder))")]
    private static partial Regex ChangingVerbs();
}
