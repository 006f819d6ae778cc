using MailKit;
using MailKit.Net.Imap;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Asks a server for its folders: where names begin, what is there, what it is for, and whose it is. Only the list itself is needed; a
/// server that refuses anything else (hMailServer 4 has no NAMESPACE, Exchange 2003 refuses it) is read without.
/// </summary>
internal sealed class ImapFolderListing(ImapUnderlay wire, ImapCapabilities capabilities, bool withCounts)
{
    private const FolderAttributes SpecialUse = FolderAttributes.All | FolderAttributes.Archive | FolderAttributes.Drafts | FolderAttributes.Flagged
        | FolderAttributes.Important | FolderAttributes.Junk | FolderAttributes.Sent | FolderAttributes.Trash;

    private readonly List<ListedFolder> _folders = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>Runs the dialogue.</summary>
    /// <exception cref="ImapCommandException">The server refuses to list.</exception>
    public async Task<FolderListing> RunAsync(CancellationToken cancellationToken)
    {
        // 1. Where names begin.
        var spaces = await AskNamespacesAsync(cancellationToken);

        // 2. The user's own folders.
        foreach (var space in spaces.Where(space => space.Owner == FolderOwner.Self))
        {
            await ListAsync(space.Prefix + "*", cancellationToken);
        }

        // INBOX is always there (RFC 9051 section 5.1), listed or not.
        if (!_folders.Exists(folder => folder.IsInbox))
        {
            Add(new ListedFolder("INBOX", spaces[0].Separator, FolderAttributes.None));
        }

        // 3. What they are for, where the list did not say.
        await LearnUseAsync(cancellationToken);

        // 4. What the user sees of others, top by top: to be told in the report, not to be read.
        foreach (var space in spaces.Where(space => space.Owner != FolderOwner.Self && space.Prefix.Length > 0))
        {
            await wire.CommandAsync($"LIST \"\" {Quoted(space.Prefix + "%")}", answer => Take(answer.Span), cancellationToken);
        }

        return new FolderListing(_folders, spaces, capabilities.HasFlag(ImapCapabilities.UTF8Only));
    }

    private async Task<IReadOnlyList<ImapNamespace>> AskNamespacesAsync(CancellationToken cancellationToken)
    {
        List<ImapNamespace>? spaces = null;
        if (capabilities.HasFlag(ImapCapabilities.Namespace))
        {
            await wire.CommandAsync("NAMESPACE", answer => (spaces = ListAnswer.ReadNamespaces(answer.Span) ?? spaces) is not null, cancellationToken);
        }

        return spaces is not null && spaces.Exists(space => space.Owner == FolderOwner.Self) ? spaces : [ImapNamespace.Whole, .. spaces ?? []];
    }

    /// <summary>Lists names, with all that comes along for nothing; a server that does not know what it announced is asked plainly.</summary>
    private async Task ListAsync(string pattern, CancellationToken cancellationToken)
    {
        var plain = $"LIST \"\" {Quoted(pattern)}";
        var extras = string.Join(' ', Extras());
        if (extras.Length > 0 && await wire.CommandAsync($"{plain} RETURN ({extras})", answer => Take(answer.Span), cancellationToken) is null)
        {
            return;
        }

        if (await wire.CommandAsync(plain, answer => Take(answer.Span), cancellationToken) is { } refusal)
        {
            throw wire.Refused(refusal);
        }
    }

    private IEnumerable<string> Extras()
    {
        if (capabilities.HasFlag(ImapCapabilities.SpecialUse) && capabilities.HasFlag(ImapCapabilities.ListExtended))
        {
            yield return "SPECIAL-USE";
        }

        // Without LIST-STATUS (RFC 5819) counts would take a command a folder; they are for progress only and not worth that. To find out
        // whether a folder has changed, opening it costs no more than STATUS does, and tells more.
        if (withCounts && capabilities.HasFlag(ImapCapabilities.ListStatus))
        {
            var marks = capabilities.HasFlag(ImapCapabilities.CondStore) ? " UIDNEXT UIDVALIDITY HIGHESTMODSEQ" : "";
            var size = capabilities.HasFlag(ImapCapabilities.StatusSize) ? " SIZE" : "";
            yield return $"STATUS (MESSAGES{marks}{size})";
        }
    }

    private async Task LearnUseAsync(CancellationToken cancellationToken)
    {
        if (_folders.Exists(folder => (folder.Attributes & SpecialUse) != 0))
        {
            return;
        }

        if (capabilities.HasFlag(ImapCapabilities.SpecialUse))
        {
            await wire.CommandAsync("LIST (SPECIAL-USE) \"\" \"*\"", answer => TakeUse(answer.Span, "LIST"), cancellationToken);
        }
        else if (capabilities.HasFlag(ImapCapabilities.XList))
        {
            await wire.CommandAsync("XLIST \"\" \"*\"", answer => TakeUse(answer.Span, "XLIST"), cancellationToken);
        }
    }

    private bool Take(ReadOnlySpan<byte> answer)
    {
        if (ListAnswer.ReadFolder(answer) is { } folder)
        {
            Add(folder);
            return true;
        }

        if (ListAnswer.ReadStatus(answer) is not { } status)
        {
            return IsList(answer, "LIST");
        }

        if (_places.TryGetValue(KeyOf(status.Name), out var place))
        {
            _folders[place] = _folders[place] with { Count = status.Count, Bytes = status.Bytes, Mark = status.Mark };
        }

        return true;
    }

    /// <summary>Takes over what names are for; XLIST calls the inbox by a translated name under which it cannot be opened.</summary>
    private bool TakeUse(ReadOnlySpan<byte> answer, string verb)
    {
        if (ListAnswer.ReadFolder(answer, verb) is { } folder && _places.TryGetValue(KeyOf(folder.Name), out var place))
        {
            _folders[place] = _folders[place] with { Attributes = _folders[place].Attributes | (folder.Attributes & SpecialUse) };
        }

        return IsList(answer, verb);
    }

    /// <summary>A name that is listed twice is one folder; the word of the answer under which it can be opened counts.</summary>
    private void Add(ListedFolder folder)
    {
        var key = KeyOf(folder.Name);
        if (!_places.TryGetValue(key, out var place))
        {
            _places.Add(key, _folders.Count);
            _folders.Add(folder);
        }
        else if (_folders[place].Attributes.HasFlag(FolderAttributes.NoSelect) && !folder.Attributes.HasFlag(FolderAttributes.NoSelect))
        {
            _folders[place] = folder;
        }
    }

    private static bool IsList(ReadOnlySpan<byte> answer, string verb)
    {
        var reader = new AnswerReader(answer);
        return reader.Take('*') && reader.TakeWord(verb);
    }

    private static string KeyOf(string name) => name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name;

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
