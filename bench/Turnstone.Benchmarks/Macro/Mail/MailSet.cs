using Turnstone.Sandbox.SampleMail;

namespace Turnstone.Benchmarks.Macro.Mail;

/// <summary>A mailbox to measure with, and what kind of mail is in it.</summary>
/// <param name="Name">A word for tables.</param>
/// <param name="Mailbox">The mailbox; its messages are made as they are read, the same each time.</param>
internal sealed record MailSet(string Name, SampleMailbox Mailbox)
{
    private const int Seed = 20261123;
    private const int Megabyte = 1 << 20;

    /// <summary>Letters: median 12 KiB, lognormal, so that the mean is near 20.</summary>
    public static MailSet Small(int count, int folders = 5, string owner = "small") =>
        Of("small", owner, folders, count, random => Lognormal(random, 12 << 10, 1.0));

    /// <summary>As small as mail gets: for counts, where the bytes do not matter.</summary>
    public static MailSet Tiny(int count, string owner) => Of("tiny", owner, 20, count, _ => 700);

    /// <summary>A mailbox as people have it: eight letters of ten, the rest with something attached, the largest some megabytes.</summary>
    public static MailSet Mixed(int count, int folders = 5, string owner = "mixed") => Of("mixed", owner, folders, count, random => random.Next(100) switch
    {
        < 80 => Lognormal(random, 12 << 10, 1.0),
        < 97 => Lognormal(random, 80 << 10, 0.8),
        _ => Lognormal(random, 1 << 20, 0.8),
    });

    /// <summary>Few and each of 30 MiB.</summary>
    public static MailSet Large(int count, string owner = "large") => Of("large", owner, 1, count, _ => 30 * Megabyte);

    /// <summary>Letters, and some of a size of their own among them.</summary>
    public static MailSet With(MailSet letters, int count, int bytes)
    {
        var huge = SizedMail.Folder("Huge", count, letters.Mailbox.Owner, Seed, _ => bytes);
        return letters with { Mailbox = letters.Mailbox with { Folders = [.. letters.Mailbox.Folders, huge] } };
    }

    private static MailSet Of(string name, string owner, int folders, int count, Func<Random, int> size)
    {
        var person = new SamplePerson(owner, $"{owner}@old.example", "en-US");
        return new MailSet(name, new SampleMailbox(person,
        [
            .. Enumerable.Range(0, folders).Select(n => SizedMail.Folder(
                n == 0 ? "INBOX" : $"Folder {n:0000}", (count / folders) + (n < count % folders ? 1 : 0), person, Seed, size)),
        ]));
    }

    // Box and Muller; capped, so that one draw cannot decide a measurement.
    private static int Lognormal(Random random, int median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (int)Math.Clamp(median * Math.Exp(sigma * normal), 600, 8 * Megabyte);
    }
}
