using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>Folders as server families list them that cannot be had here.</summary>
public class ImapServerFamilyTests
{
    [Fact]
    public async Task DominoBackslashes_AreSeparators()
    {
        await using var server = ScriptedImapServer.Play(
            "", "IMAP4rev1 NAMESPACE", ["() \"\\\\\" INBOX", "() \"\\\\\" Projects", "() \"\\\\\" \"Projects\\\\2019\""], "((\"\" \"\\\\\")) NIL NIL");

        Assert.Equal(["INBOX", "Projects", "Projects/2019"], await PathsAsync(server));
    }

    [Fact]
    public async Task ServerWithoutNamespaces_IsListedFromTheRoot()
    {
        // hMailServer 4 knows no NAMESPACE and separates by dots.
        await using var server = ScriptedImapServer.Play("", "IMAP4 IMAP4rev1 CHILDREN", ["() \".\" INBOX", "() \".\" Projects", "() \".\" Projects.2019"]);

        Assert.Equal(["INBOX", "Projects", "Projects/2019"], await PathsAsync(server));
    }

    private static async Task<IEnumerable<string>> PathsAsync(ScriptedImapServer server)
    {
        await using var mailbox = Open(server);
        return (await mailbox.ListFoldersAsync(Cancel)).Select(folder => folder.Path.ToString());
    }
}
