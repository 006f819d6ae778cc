namespace Turnstone.Cli.Settings;

/// <summary>Proves that a folder can be written to, before hours of work depend on it.</summary>
internal static class WritablePlace
{
    /// <summary>Makes the folder where it is missing and a file in it; refuses where either cannot be done.</summary>
    public static void Require(string option, string folder, Findings findings)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".turnstone-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Refuse(option, $"{folder} cannot be written to: {FileTrouble.Say(e)}.", "Name a folder that can, or change its rights.");
        }
    }
}
