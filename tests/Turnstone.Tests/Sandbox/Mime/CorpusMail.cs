using Turnstone.Sandbox.Mime;

namespace Turnstone.Tests.Sandbox.Mime;

/// <summary>A message of the corpus and what became of it: imported and exported, refused, or neither, which is a defect.</summary>
internal sealed record CorpusMail(string Name, byte[] Bytes, StoredMessage? Stored, byte[] Exported, string? Refusal, Exception? Defect)
{
    public static CorpusMail RoundTrip(string name, byte[] bytes)
    {
        try
        {
            StoredMessage stored = MimeImporter.Import(new MemoryStream(bytes));
            return new CorpusMail(name, bytes, stored, MimeText.Export(stored), null, null);
        }
        catch (MimeImportException refusal)
        {
            return new CorpusMail(name, bytes, null, [], refusal.ResponseCode, null);
        }
        catch (Exception defect)
        {
            return new CorpusMail(name, bytes, null, [], null, defect);
        }
    }
}
