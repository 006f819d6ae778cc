using Turnstone.Client.Mailboxes;
using Turnstone.Server.Components;

namespace Turnstone.Server.Mailboxes;

/// <summary>A folder as a row: with the one word for what there is to say of it, and why.</summary>
/// <param name="Key">The row's own id.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Mark">The word; null where there is nothing to say.</param>
/// <param name="Reason">Why; empty without a word.</param>
/// <param name="Tone">How that stands.</param>
internal sealed record FolderRow(Guid Key, MailboxFolderInfo Folder, string? Mark, string Reason, Tone Tone)
{
    /// <summary>The gravest comes first: what stopped it, that it stays behind, where it went by another name, whose folder it shares.</summary>
    public static FolderRow Of(MailboxFolderInfo folder)
    {
        var (mark, reason, tone) = folder switch
        {
            { Failure: { } failure } => ("Stopped", failure.Message, Tone.Bad),
            { LeftOut: { } why } => ("Left out", why, Tone.Neutral),
            { Renamed: { } change } => ("Renamed", change, Tone.Warn),
            { Joins: { } other } => ("Joined", $"shares its destination with {other}", Tone.Warn),
            _ => ((string?)null, "", Tone.Neutral),
        };
        return new FolderRow(Guid.NewGuid(), folder, mark, reason, tone);
    }
}
