using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>An item's bytes as the EWS client reads them: straight from where they wait, as often as it likes.</summary>
internal sealed class ContentMime(ItemContent content) : IMimeSource
{
    public long Length => content.Length;

    public Stream OpenRead() => content.OpenRead();

    public void DemandWhole() => content.DemandWhole();
}
