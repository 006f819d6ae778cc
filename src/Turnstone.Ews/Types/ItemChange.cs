using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>Changes to one item. Nothing can be appended, only set; an item can be left without categories.</summary>
public sealed record ItemChange(ItemId ItemId, params IReadOnlyList<SetItemField> Updates)
{
    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType("ItemChange");
        writer.ItemId(ItemId);
        writer.StartType("Updates");
        foreach (SetItemField update in Updates)
        {
            update.WriteTo(writer);
        }

        writer.End();
        writer.End();
    }
}
