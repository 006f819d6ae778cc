using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Recipients;

/// <summary>
/// A message with another head: the head is in memory, the rest stays where the original has it. Owns the original, which is disposed with it.
/// </summary>
/// <param name="head">The new head, without the empty line behind it.</param>
/// <param name="original">The message as it was.</param>
/// <param name="replaced">How many bytes of the original the head takes the place of.</param>
internal sealed class RewrittenContent(byte[] head, ItemContent original, int replaced) : ItemContent
{
    /// <summary>The message as it was.</summary>
    public ItemContent Original => original;

    public override long Length => head.Length + original.Length - replaced;

    public override Stream OpenRead() => new SplicedStream(head, original.OpenRead(), replaced);

    protected override void Dispose(bool disposing) => original.Dispose();
}
