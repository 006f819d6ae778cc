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
    public void Connectors_SpeakNoImapVerbThatChangesAnything()
    {
        var words = Sources("Turnstone.Connectors").SelectMany(text => ChangingVerbs().Matches(text).Select(m => m.Value)).Distinct();

        Assert.Empty(words);
    }

    private static IEnumerable<string> Sources(string room) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", room), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"\b(SaveOnly|SendOnly|SendAndSaveCopy)\b")]
    private static partial Regex DispositionWords();

    [GeneratedRegex(
        @"\bFolderAccess\.ReadWrite\b|\.(Append|AddFlags|RemoveFlags|SetFlags|Store|Expunge|MoveTo|CopyTo|Delete|Rename|Create|Subscribe|Unsubscribe|SetLabels|AddLabels|SetAccessRights)(Async)?\((?=[^)]*(UniqueId|uids?|folder))")]
    private static partial Regex ChangingVerbs();
}
