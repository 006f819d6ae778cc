using Turnstone.Sandbox.Dovecot;

namespace Turnstone.Sandbox.Imap;

/// <summary>The directory of a mail server that ran here.</summary>
internal static class ServerDirectory
{
    /// <summary>
    /// Removes it with all mail. rm does it and not we: folder names become file names byte for byte, and .NET cannot say those that are
    /// no UTF-8.
    /// </summary>
    public static async Task RemoveAsync(string path)
    {
        if (Directory.Exists(path))
        {
            await Command.RunAsync("rm", ["-r", "-f", "--one-file-system", path], CancellationToken.None);
        }
    }
}
