using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>Which properties of an item or folder the server shall answer.</summary>
public sealed record ResponseShape(BaseShape BaseShape = BaseShape.IdOnly)
{
    /// <summary>Wanted beyond the base shape; default none.</summary>
    public IReadOnlyList<PropertyPath> AdditionalProperties { get; init; } = [];

    internal void WriteTo(SoapWriter writer, string name, bool includeMimeContent = false)
    {
        writer.StartMessage(name);
        writer.TypeElement("BaseShape", BaseShape.ToString());
        if (includeMimeContent)
        {
            writer.TypeElement("IncludeMimeContent", "true");
        }

        if (AdditionalProperties.Count > 0)
        {
            writer.StartType("AdditionalProperties");
            foreach (PropertyPath path in AdditionalProperties)
            {
                path.WriteTo(writer);
            }

            writer.End();
        }

        writer.End();
    }
}
