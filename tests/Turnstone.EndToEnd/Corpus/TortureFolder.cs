using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Turnstone.Testing.Mail;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>The messages of one folder that holds everything: the corpus where there is one, our own torture mail, and sample mail of every kind.</summary>
internal static class TortureFolder
{
    private static readonly SampleProfile Profile = new() { Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero), MessagesPerMailbox = 250 };

    public static IReadOnlyList<OldMessage> Messages()
    {
        var root = TestData.Require("mail-corpus");
        var corpus = Directory.EnumerateFiles(root, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetRelativePath(root, path).Replace('\\', '/'), Bytes: File.ReadAllBytes(path)));

        // The fullest folder: at least one whole round of all kinds.
        var sample = SampleCompany.Mailboxes(Profile)[1].Folders[0].Messages().Select((message, index) => (Name: $"sample {index} {message.Kind}", Bytes: message.ToArray()));
        return [.. corpus.Concat(TortureMail.All()).Concat(sample).Select((mail, number) => OldMessage.Number(number, mail.Name, mail.Bytes))];
    }
}
