using System.Globalization;
using MailKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Understands the untagged answers that tell of folders: LIST, XLIST, STATUS, NAMESPACE.</summary>
internal static class ListAnswer
{
    private static readonly Dictionary<string, FolderAttributes> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\Noselect"] = FolderAttributes.NoSelect,
        ["\\NonExistent"] = FolderAttributes.NonExistent,
        ["\\All"] = FolderAttributes.All,
        ["\\Archive"] = FolderAttributes.Archive,
        ["\\Drafts"] = FolderAttributes.Drafts,
        ["\\Flagged"] = FolderAttributes.Flagged,
        ["\\Important"] = FolderAttributes.Important,
        ["\\Junk"] = FolderAttributes.Junk,
        ["\\Sent"] = FolderAttributes.Sent,
        ["\\Trash"] = FolderAttributes.Trash,
        ["\\Inbox"] = FolderAttributes.Inbox,

        // XLIST's words for three of these (Gmail before RFC 6154).
        ["\\AllMail"] = FolderAttributes.All,
        ["\\Spam"] = FolderAttributes.Junk,
        ["\\Starred"] = FolderAttributes.Flagged,
    };

    /// <summary>Reads <c>* LIST</c>; null for anything else, and for the root, which has no name.</summary>
    public static ListedFolder? ReadFolder(ReadOnlySpan<byte> answer, string verb = "LIST")
    {
        var reader = new AnswerReader(answer);
        if (!reader.Take('*') || !reader.TakeWord(verb) || !reader.Take('('))
        {
            return null;
        }

        var attributes = FolderAttributes.None;
        while (reader.ReadWord() is { Length: > 0 } word)
        {
            attributes |= Attributes.GetValueOrDefault(word);
        }

        reader.Take(')');
        var separator = reader.ReadSeparator();
        var name = reader.ReadListedName();
        if (separator != '\0')
        {
            name = name.TrimEnd(separator);
        }

        return name.Length == 0 ? null : new ListedFolder(name, separator, attributes);
    }

    /// <summary>Reads <c>* STATUS</c>; null for anything else.</summary>
    public static FolderStatus? ReadStatus(ReadOnlySpan<byte> answer)
    {
        var reader = new AnswerReader(answer);
        if (!reader.Take('*') || !reader.TakeWord("STATUS"))
        {
            return null;
        }

        var name = reader.ReadCountedName();
        var items = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        if (reader.Take('('))
        {
            while (reader.ReadWord() is { Length: > 0 } item)
            {
                if (long.TryParse(reader.ReadWord(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                {
                    items[item] = value;
                }
            }
        }

        return new FolderStatus(name, items);
    }

    /// <summary>Reads <c>* NAMESPACE</c>; null for anything else.</summary>
    public static List<ImapNamespace>? ReadNamespaces(ReadOnlySpan<byte> answer)
    {
        var reader = new AnswerReader(answer);
        if (!reader.Take('*') || !reader.TakeWord("NAMESPACE"))
        {
            return null;
        }

        var spaces = new List<ImapNamespace>();
        foreach (var owner in (ReadOnlySpan<FolderOwner>)[FolderOwner.Self, FolderOwner.OtherUser, FolderOwner.Shared])
        {
            if (!reader.Take('('))
            {
                reader.ReadWord();
                continue;
            }

            while (reader.Take('('))
            {
                var prefix = reader.ReadString() ?? reader.ReadWord();
                spaces.Add(new ImapNamespace(owner, prefix, reader.ReadSeparator()));
                PassExtensions(ref reader);
            }

            reader.Take(')');
        }

        return spaces;
    }

    /// <summary>What may stand behind a separator, <c>"X-PARAM" ("FLAG1" "FLAG2")</c>, and the parenthesis that ends it all. A loop: how deep it goes is for a stranger to say.</summary>
    private static void PassExtensions(ref AnswerReader reader)
    {
        for (var depth = 1; depth > 0;)
        {
            if (reader.Take(')'))
            {
                depth--;
            }
            else if (reader.Take('('))
            {
                depth++;
            }
            else if (reader.ReadString() is null)
            {
                return;
            }
        }
    }
}
