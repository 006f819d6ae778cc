namespace Turnstone.Sandbox.Soap;

/// <summary>Files that vanish with their last handle, also when the process is killed.</summary>
internal static class TemporaryFile
{
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "turnstone-" + Path.GetRandomFileName());
        var onWindows = OperatingSystem.IsWindows();
        var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.SequentialScan | (onWindows ? FileOptions.DeleteOnClose : FileOptions.None),
                BufferSize = 64 * 1024,
            });
        if (!onWindows)
        {
            // Elsewhere than on Windows only a file without a name goes when its process is killed.
            File.Delete(path);
        }

        return file;
    }
}
