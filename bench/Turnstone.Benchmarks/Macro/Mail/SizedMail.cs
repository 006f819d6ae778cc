using System.Globalization;
using System.Text;
using Turnstone.Sandbox.SampleMail;

namespace Turnstone.Benchmarks.Macro.Mail;

/// <summary>Well-formed mail of given sizes: a text to 64 KiB, beyond that with an attachment in base64. The same seed makes the same bytes.</summary>
internal static class SizedMail
{
    private const int LargestText = 64 << 10;
    private static readonly DateTimeOffset Newest = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Lines = MakeLines();

    /// <summary>A folder at the top; <paramref name="size"/> says how many bytes each message has, about.</summary>
    public static SampleFolder Folder(string name, int count, SamplePerson owner, int seed, Func<Random, int> size) =>
        new([name], count, index => Message(name, index, count, owner, new Random(HashOf(seed, name, index)), size));

    private static SampleMessage Message(string folder, int index, int count, SamplePerson owner, Random random, Func<Random, int> size)
    {
        var bytes = size(random);
        var start = random.Next(Lines.Length / LineBytes);
        var received = Newest.AddMinutes(index - count);
        var flags = index % 7 == 0 ? SampleFlags.None : SampleFlags.Seen;
        return new SampleMessage(SampleKind.Small, flags, [], received, stream => Write(stream, folder, index, owner, received, bytes, start));
    }

    private static void Write(Stream stream, string folder, int index, SamplePerson owner, DateTimeOffset received, int bytes, int start)
    {
        var isText = bytes <= LargestText;
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            Received: from mx.else.example (mx.else.example [192.0.2.1]) by old.example with ESMTPS; {received:ddd, dd MMM yyyy HH':'mm':'ss} +0000
            Date: {received:ddd, dd MMM yyyy HH':'mm':'ss} +0000
            From: Sender {index % 50} <sender{index % 50}@else.example>
            To: {owner.Name} <{owner.Address}>
            Subject: {folder}, number {index}
            Message-ID: <{folder.Replace(' ', '.')}.{index}.{owner.Name}@else.example>
            MIME-Version: 1.0
            {(isText
                ? "Content-Type: text/plain; charset=us-ascii"
                : "Content-Type: multipart/mixed; boundary=\"=_part\"\n\n--=_part\nContent-Type: text/plain\n\nAttached.\n--=_part\nContent-Type: application/octet-stream; name=\"a.bin\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"a.bin\"")}


            """);
        var first = Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n"));
        var last = isText ? [] : "--=_part--\r\n"u8;
        stream.Write(first);
        var lines = Math.Max(1, (bytes - first.Length - last.Length) / LineBytes);
        var all = Lines.Length / LineBytes;
        for (var at = start; lines > 0; at = 0)
        {
            var run = Math.Min(lines, all - at);
            stream.Write(Lines, at * LineBytes, run * LineBytes);
            lines -= run;
        }

        stream.Write(last);
    }

    private const int LineBytes = 78;

    // A megabyte of lines of base64; wherever one begins, it is text and it is an attachment.
    private static byte[] MakeLines()
    {
        var random = new Random(1);
        var block = new byte[57];
        var lines = new StringBuilder();
        for (var n = 0; n < 13_000; n++)
        {
            random.NextBytes(block);
            lines.Append(Convert.ToBase64String(block)).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(lines.ToString());
    }

    private static int HashOf(int seed, string name, int index)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{name}/{index}")))
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }

        return (int)(hash & int.MaxValue);
    }
}
