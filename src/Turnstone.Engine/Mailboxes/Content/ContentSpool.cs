namespace Turnstone.Engine.Mailboxes.Content;

/// <summary>Where message bytes wait between source and destination.</summary>
public sealed class ContentSpool
{
    /// <summary>
    /// Content up to this many bytes stays in memory; default 256 KiB. The shared pool keeps arrays of each size for each thread and
    /// processor, so that the largest sizes weigh more than all messages under way.
    /// </summary>
    public const int DefaultMemoryLimit = 256 << 10;

    private readonly string _directory;
    private readonly int _memoryLimit;

    /// <param name="directory">Where large content goes; made when first needed. Default: the system's temporary folder.</param>
    /// <param name="memoryLimit">Content up to this many bytes stays in memory.</param>
    public ContentSpool(string? directory = null, int memoryLimit = DefaultMemoryLimit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryLimit);
        _directory = directory ?? Path.GetTempPath();
        _memoryLimit = memoryLimit;
    }

    /// <summary>
    /// A stream to write one message to. <paramref name="expectedLength"/> only chooses the first home and need not be right; what
    /// outgrows the memory limit moves to disk. Finish with <see cref="ContentWriter.Complete"/>, or dispose to throw it away.
    /// </summary>
    public ContentWriter Write(long expectedLength) => new(this, expectedLength);

    /// <summary>Whether content of this length is kept in memory.</summary>
    internal bool FitsInMemory(long length) => length <= _memoryLimit;

    internal FileStream CreateFile()
    {
        Directory.CreateDirectory(_directory);
        var path = Path.Combine(_directory, "turnstone-" + Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 64 << 10,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options |= FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        // Windows lets a file go with its last handle even when the process is killed; here only a file without a name does.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
