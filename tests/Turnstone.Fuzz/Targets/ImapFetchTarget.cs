using System.Globalization;
using System.Text;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Fuzz.Targets;

/// <summary>What a server says of a message. The reader forgives everything; times it believes are sensible.</summary>
internal sealed class ImapFetchTarget() : FuzzTarget(
    "imap-fetch",
    "* 1 FETCH (", "UID 7 ", "FLAGS (\\Seen)", "INTERNALDATE \"17-Jul-1996 02:44:25 -0700\"", "RFC822.SIZE 4286 ", "BODY[] {0}\r\n", "BODY[] NIL", "X-GM-LABELS (\"\\\\Inbox\" a)", "X-GM-MSGID 1278455344230334865",
    "EMAILID (M6d99ac3275bb4e)", "MODSEQ (624140003)", "ENVELOPE (", ")", "{0}\r\n", "\"a\\\"b\"")
{
    private static readonly SourceFolder Folder = new() { Id = new SourceFolderId("INBOX"), Path = FolderPath.Of("INBOX"), SharesMessages = true };

    public override string Run(byte[] input)
    {
        if (FetchAnswer.Read(input) is not { } answer)
        {
            return "nothing";
        }

        var date = ImapItems.SensibleDate(answer.Date);
        BrokenLawException.Require(date is not { } moment || (ReceivedTime.IsSensible(moment) && moment.Offset == TimeSpan.Zero), "A time that is believed is sensible, and in UTC.");
        if (answer is { Number: { } number, Text: { } text })
        {
            var again = FetchAnswer.Read(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"* {number} FETCH (UID {answer.Uid ?? 1} BODY[] {{{text.Length}}}\r\n{text})\r\n")));
            BrokenLawException.Require(again is { IsWhole: true } && again.Text == text && again.Uid == (answer.Uid ?? 1), "A content is the same when it comes as a literal.");
        }

        if (answer.Uid is { } uid)
        {
            var item = ImapItems.From(answer, uid, Folder);
            BrokenLawException.Require(item.Size >= 0 && item.Keywords.All(word => word.Length > 0) && item.Labels.All(label => label.Length > 0), "No size is below zero, and no word is empty.");
        }

        if (input.AsSpan().LastIndexOf((byte)'{') >= 0)
        {
            FetchAnswer.EndsWithContent(input);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Number is null} {answer.Uid is null} {answer.Size is null} {answer.Date is null} {date is null} {Math.Min(answer.Flags.Count, 3)} {answer.GmailId is null} {Math.Min(answer.GmailLabels.Count, 3)} {answer.EmailId is null} {answer.Text is null} {answer.IsWhole}");
    }
}
