namespace Turnstone.Engine.Mailboxes.Content;

/// <summary>Bytes in a file that vanishes with the last handle to it, so that no crash leaves mail behind.</summary>
internal sealed class SpooledContent(FileStream file) : ItemContent
{
    public override long Length { get; } = file.Length;

    public override Stream OpenRead() => new SpoolReader(file.SafeFileHandle, Length);

    protected override void Dispose(bool disposing) => file.Dispose();
}
