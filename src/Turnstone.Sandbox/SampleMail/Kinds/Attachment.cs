using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>An attached file. What has a simple form is real; what has not is bytes under its name.</summary>
internal sealed record Attachment(string Name, string MediaType, byte[] Content)
{
    private static readonly (string Name, string MediaType)[] Files =
    [
        ("report.pdf", "application/pdf"), ("Prüfbericht Größe.pdf", "application/pdf"), ("list.csv", "text/csv"),
        ("見積書.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("old letter.doc", "application/msword"), ("photo.png", "image/png"), ("drawings.zip", "application/zip"),
        ("backup.tar.gz", "application/gzip"), ("notes.txt", "text/plain"), ("settings.json", "application/json"),
        ("🎉 invitation.ics", "text/calendar"), ("winmail.dat", "application/ms-tnef"), ("recording.mp3", "audio/mpeg"),
        ("a file, with; \\odd=signs' in its name.bin", "application/octet-stream"), ("no-extension", "application/octet-stream"),
        ("a name so long that it is folded by every program that writes it and cut by some of those that read it, which is what it is here to show.txt", "text/plain"),
    ];

    public static Attachment Any(Random random)
    {
        var (name, type) = random.Pick(Files);
        // From a hundred bytes to a quarter of a megabyte, each tenfold size as likely as the next.
        var size = (int)(100 * Math.Pow(2500, random.NextDouble()));
        return new Attachment(name, type, type switch
        {
            "image/png" => Picture.Png(random, 16 + (size % 64)),
            "text/plain" or "text/csv" => Lines(random, size),
            "application/pdf" => Pdf(random, size),
            _ => Bytes(random, size),
        });
    }

    public static byte[] Bytes(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Lines(Random random, int size)
    {
        var text = new StringBuilder();
        while (text.Length < size)
        {
            text.Append(random.Next(100_000)).Append(',').Append(random.Next(1000)).Append(",pieces\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Pdf(Random random, int size)
    {
        var head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"u8;
        return [.. head, .. Encoding.ASCII.GetBytes($"3 0 obj<</Length {size}>>stream\n"), .. Bytes(random, size), .. "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8];
    }
}
