using System.Globalization;
using System.Text;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>Very many very small messages: for deltas, listings and journals, where only the count matters.</summary>
public static class SmallMail
{
    /// <summary>
    /// A mailbox of <paramref name="count"/> messages of some 400 bytes, shared out evenly over <paramref name="folders"/>
    /// folders, INBOX first. A million are made in a few seconds and never held.
    /// </summary>
    public static SampleMailbox Mailbox(SamplePerson owner, int count, int folders, DateTimeOffset until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folders, 1);
        return new SampleMailbox(owner, [.. Enumerable.Range(0, folders).Select(index => Folder(owner, index, count, folders, until))]);
    }

    private static SampleFolder Folder(SamplePerson owner, int index, int count, int folders, DateTimeOffset until)
    {
        string[] path = index == 0 ? ["INBOX"] : [string.Create(CultureInfo.InvariantCulture, $"Folder {index:000}")];
        var own = (count / folders) + (index < count % folders ? 1 : 0);
        return new SampleFolder(path, own, i => Message(owner, index, i, until.AddMinutes(i - own)));
    }

    private static SampleMessage Message(SamplePerson owner, int folder, int index, DateTimeOffset received)
    {
        received = WholeSeconds(received);
        var flags = index % 7 == 0 ? SampleFlags.None : SampleFlags.Seen;
        return new SampleMessage(SampleKind.Small, flags, [], received, stream =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"""
                Date: {received:ddd, dd MMM yyyy HH':'mm':'ss} +0000
                From: Sender {index % 50} <sender{index % 50}@else.example>
                To: {owner.Address}
                Subject: Small message {folder}.{index}
                Message-ID: <small.{folder}.{index}@else.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii

                Message {index} of folder {folder}: one of very many, and yet none may be missing.

                """);
            stream.Write(Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n")));
        });
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
