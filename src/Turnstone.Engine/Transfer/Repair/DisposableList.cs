using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>Contents that live until the ladder is done: a later rung reads an earlier one's.</summary>
internal sealed class DisposableList : IDisposable
{
    private readonly List<ItemContent> _contents = [];

    public ItemContent Add(ItemContent content)
    {
        _contents.Add(content);
        return content;
    }

    public void Dispose() => _contents.ForEach(c => c.Dispose());
}
