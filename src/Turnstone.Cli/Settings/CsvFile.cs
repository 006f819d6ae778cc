using System.Text;

namespace Turnstone.Cli.Settings;

/// <summary>A small table in a file.</summary>
internal static class CsvFile
{
    private const int LongestFile = 64 << 20;

    /// <summary>
    /// Reads the file; null where it cannot be read at all. Faults go to <paramref name="findings"/>; a file that holds nothing below its header
    /// is one where <paramref name="listed"/> says what it should list.
    /// </summary>
    public static CsvTable? Read(string option, string path, Findings findings, string? listed = "mailbox") =>
        ReadText(option, path, findings) is { } text ? CsvTable.Read(Path.GetFileName(path), text, findings, listed) : null;

    private static string? ReadText(string option, string path, Findings findings)
    {
        try
        {
            if (new FileInfo(path).Length > LongestFile)
            {
                findings.Refuse(option, $"{path} is larger than any such list.", "Name the CSV file.");
                return null;
            }

            using var reader = CsvTable.TextOf(File.OpenRead(path));
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            findings.Refuse(option, $"{path} is not UTF-8 text.", "In Excel choose Save As, CSV UTF-8, and name that file.");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(option, $"{path} cannot be read: {FileTrouble.Say(e)}.", "Name a readable CSV file.");
            return null;
        }
    }
}
