using Turnstone.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

public class CorpusTests
{
    [Fact]
    public void EveryMessage_ImportsAndExports_OrIsRefusedByName()
    {
        List<string> refused = [];
        List<string> broken = [];

        foreach ((string name, byte[] bytes) in MailCorpus.Messages())
        {
            try
            {
                MimeExporter.Export(MimeImporter.Import(new MemoryStream(bytes)), Stream.Null);
            }
            catch (MimeImportException refusal)
            {
                refused.Add($"{name}: {refusal.ResponseCode}");
            }
            catch (Exception failure)
            {
                broken.Add($"{name}: {failure.GetType().Name} {failure.Message} {failure.StackTrace}");
            }
        }

        Assert.Empty(broken);
        Assert.Equal(
            ["hand-made/empty-zero-bytes.eml: ErrorMimeContentInvalid", "hand-made/nested-rfc822-25.eml: ErrorAttachmentNestLevelLimitExceeded"],
            refused);
    }

    [Fact]
    public void EveryMessage_ShowsAfterTheRoundTripWhatItShowedBefore()
    {
        List<string> lost = [];

        foreach ((string name, byte[] bytes) in MailCorpus.Messages())
        {
            byte[] exported;
            try
            {
                using MemoryStream mime = new();
                MimeExporter.Export(MimeImporter.Import(new MemoryStream(bytes)), mime);
                exported = mime.ToArray();
            }
            catch (MimeImportException)
            {
                continue;
            }

            IReadOnlyList<string> before = VisibleMail.Facts(bytes);
            IReadOnlyList<string> after = VisibleMail.Facts(exported);
            if (!before.SequenceEqual(after))
            {
                lost.Add($"{name}\n   - {string.Join("\n   - ", Minus(before, after))}\n   + {string.Join("\n   + ", Minus(after, before))}");
            }
        }

        File.WriteAllLines("/tmp/mime-lost.txt", lost);
        Assert.Empty(lost);
    }

    private static List<string> Minus(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        List<string> rest = [.. left];
        foreach (string fact in right)
        {
            rest.Remove(fact);
        }

        return rest;
    }
}
