using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

/// <summary>Other people's torture mail, read where it lies: never part of the repository.</summary>
internal static class MailCorpus
{
    private static readonly Lock Gate = new();
    private static IReadOnlyList<CorpusMail>? _roundTrips;

    /// <summary>Every message of the corpus with its path in it; skips the test where there is none.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Messages()
    {
        string? root = Find();
        Assert.SkipWhen(root is null, "No mail corpus: set TURNSTONE_TEST_DATA to the folder that holds 'mail-corpus'.");
        return [.. Directory.EnumerateFiles(root!, "*.eml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(root!, path), File.ReadAllBytes(path)))];
    }

    /// <summary>The same after import and export, with the code of those the import refuses. Done once for all tests.</summary>
    public static IReadOnlyList<CorpusMail> RoundTrips()
    {
        IReadOnlyList<(string Name, byte[] Bytes)> messages = Messages();
        lock (Gate)
        {
            return _roundTrips ??= [.. messages.Select(mail => CorpusMail.RoundTrip(mail.Name, mail.Bytes))];
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TURNSTONE_TEST_DATA") is { Length: > 0 } set)
        {
            return Existing(set);
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                return Existing(Path.Combine(folder.FullName, "..", "shared"));
            }
        }

        return null;
    }

    private static string? Existing(string data) =>
        Path.Combine(data, "mail-corpus") is var corpus && Directory.Exists(corpus) ? corpus : null;
}
