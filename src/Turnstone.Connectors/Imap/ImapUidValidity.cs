using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>UIDs mean something only under the UIDVALIDITY they were listed with (RFC 9051 section 2.3.1.1).</summary>
internal static class ImapUidValidity
{
    /// <summary>The folder's UIDVALIDITY.</summary>
    /// <exception cref="SessionException">The server gives none.</exception>
    public static uint Of(WatchedImapFolder examined, SourceFolder folder) => examined.UidValidity != 0
        ? examined.UidValidity
        : throw Refuse(
            folder,
            FailureCodes.SourceFolderUnavailable,
            $"The source gives no UIDVALIDITY for the folder \"{folder.Path}\", so its items cannot be told apart from one pass to the next.",
            "Move its messages into a newly made folder on the source, or have the folder's index rebuilt there.");

    /// <summary>Makes sure that it is still the one under which items were listed.</summary>
    public static void Check(WatchedImapFolder examined, uint expected, SourceFolder folder)
    {
        var now = Of(examined, folder);
        if (now != expected)
        {
            throw Refuse(
                folder,
                FailureCodes.SourceUidValidityChanged,
                FormattableString.Invariant($"The source renumbered the folder \"{folder.Path}\" meanwhile (UIDVALIDITY was {expected}, is {now})."),
                "Run the pass again: the folder is listed anew, and what was copied is recognised by its content.");
        }
    }

    private static SessionException Refuse(SourceFolder folder, FailureCode code, string message, string remedy) => new(new Failure
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Folder,
        Code = code,
        Message = message,
        Remedy = remedy,
    });
}
