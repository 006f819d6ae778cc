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
}
