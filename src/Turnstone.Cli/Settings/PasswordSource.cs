using System.Text;
using Turnstone.Connectors;

namespace Turnstone.Cli.Settings;

/// <summary>A password from a file or the environment: the two ways that do not show it to everybody on the machine.</summary>
internal static class PasswordSource
{
    public const string SourceVariable = "TURNSTONE_SOURCE_PASSWORD";

    public const string DestinationVariable = "TURNSTONE_DESTINATION_PASSWORD";

    private const int LongestFile = 64 << 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file where one is named, else the variable; null where neither gives one. Faults go to <paramref name="findings"/>.</summary>
    public static Secret? Read(string fileOption, string? file, string variable, Shell shell, Findings findings)
    {
        if (file is not null)
        {
            return ReadFile(fileOption, file, "password", findings);
        }

        return shell.Environment(variable) is { Length: > 0 } value ? new Secret(value) : null;
    }

    /// <summary>The secret a file holds, with or without a line end; null with a fault in <paramref name="findings"/>.</summary>
    public static Secret? ReadFile(string option, string file, string what, Findings findings)
    {
        string text;
        try
        {
            if (new FileInfo(file).Length > LongestFile)
            {
                findings.Refuse(option, $"{file} is too long for a {what}.", $"Name a file that holds the {what} and nothing else.");
                return null;
            }

            text = Strict.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(option, $"{file} cannot be read: {FileTrouble.Say(e)}.", $"Name a readable UTF-8 file that holds the {what}.");
            return null;
        }

        // Editors and echo end a file with a line end; nobody means it.
        var password = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        if (password.Length == 0)
        {
            findings.Refuse(option, $"{file} is empty.", $"Write the {what} into it, with or without a line end.");
            return null;
        }

        if (password.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            findings.Refuse(option, $"{file} holds more than one line.", $"Leave the {what} alone in it.");
            return null;
        }

        return new Secret(password);
    }
}
