namespace Turnstone.Sandbox.Soap;

/// <summary>The response message of an item that went wrong.</summary>
internal static class ErrorMessage
{
    /// <param name="writer">Where it goes.</param>
    /// <param name="message">The element's name.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="container">What follows, empty, where the schema has it; null where not.</param>
    public static void Write(EwsWriter writer, string message, EwsError error, string? container)
    {
        writer.Start(message);
        writer.Attribute("ResponseClass", error.ResponseClass);
        writer.Element("m:MessageText", error.Message);
        writer.Element("m:ResponseCode", error.Code);
        writer.Element("m:DescriptiveLinkKey", 0);
        if (error.Values.Count > 0)
        {
            writer.Start("m:MessageXml");
            foreach (var (name, value) in error.Values)
            {
                writer.Start("t:Value");
                writer.Attribute("Name", name);
                writer.Text(value);
                writer.End("t:Value");
            }

            writer.End("m:MessageXml");
        }

        if (container is not null)
        {
            writer.Empty(container);
        }

        writer.End(message);
    }
}
