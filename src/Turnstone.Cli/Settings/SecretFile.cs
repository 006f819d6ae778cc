using System.Text;
using Turnstone.Connectors;

namespace Turnstone.Cli.Settings;

/// <summary>A file that holds a secret and nothing else.</summary>
internal static class SecretFile
{
    private const int LongestFile = 64 << 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The one line in the file; null, with the fault in <paramref name="findings"/>, where it is not such a file.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">Its path.</param>
    /// <param name="what">What it holds, such as "password".</param>
    /// <param name="findings">Hears of faults.</param>
    public static Secret? Read(string option, string file, string what, Findings findings)
    {
        if (ReadText(option, file, what, findings) is not { } text)
        {
            return null;
        }

        // Editors and echo end a file with a line end; nobody means it.
        var secret = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        if (secret.Length == 0)
        {
            findings.Refuse(option, $"{file} is empty.", $"Write the {what} into it, with or without a line end.");
            return null;
        }

        if (secret.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            findings.Refuse(option, $"{file} holds more than one line.", $"Leave the {what} alone in it.");
            return null;
        }

        return new Secret(secret);
    }

    /// <summary>All its text.</summary>
    public static string? ReadText(string option, string file, string what, Findings findings)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile)
            {
                findings.Refuse(option, $"{file} is too long for a {what}.", $"Name a file that holds the {what} and nothing else.");
                return null;
            }

            return Strict.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(option, $"{file} cannot be read: {FileTrouble.Say(e)}.", $"Name a readable UTF-8 file that holds the {what}.");
            return null;
        }
    }
}
