using System.Text;
using Turnstone.Sandbox.Mime;

namespace Turnstone.Tests.Sandbox.Mime;

/// <summary>Short ways between MIME written in a test and stored messages.</summary>
internal static class MimeText
{
    public static byte[] Bytes(string mime) => Encoding.UTF8.GetBytes(mime.ReplaceLineEndings("\r\n"));

    public static StoredMessage Import(string mime) => MimeImporter.Import(new MemoryStream(Bytes(mime)));

    public static byte[] Export(StoredMessage message)
    {
        using MemoryStream mime = new();
        MimeExporter.Export(message, mime);
        return mime.ToArray();
    }

    public static string ExportText(StoredMessage message) => Encoding.UTF8.GetString(Export(message));

    public static byte[] Stored(StoredMessage message)
    {
        using MemoryStream stored = new();
        message.Write(stored);
        return stored.ToArray();
    }
}
