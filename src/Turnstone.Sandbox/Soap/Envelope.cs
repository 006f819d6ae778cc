namespace Turnstone.Sandbox.Soap;

/// <summary>What surrounds every answer, byte for byte as recorded from 15.2.1748.10 ([R] exchange2019).</summary>
internal static class Envelope
{
    public static void Begin(EwsWriter writer) => writer.Markup(
        """
        <?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="2" MajorBuildNumber="1748" MinorBuildNumber="10" Version="V2017_07_11" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types" xmlns="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></s:Header><s:Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
        """u8);

    public static void End(EwsWriter writer) => writer.Markup("</s:Body></s:Envelope>"u8);

    /// <summary>A fault: no header at all, ResponseCode and Message in the errors namespace ([R] 2010; SE is the same by [I]).</summary>
    public static void WriteFault(EwsWriter writer, EwsFault fault)
    {
        writer.Markup("""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>"""u8);
        writer.Start("faultcode");
        writer.Attribute("xmlns:a", Namespaces.Types);
        writer.Text("a:" + fault.Code);
        writer.End("faultcode");
        writer.Start("faultstring");
        writer.Attribute("xml:lang", "en-US");
        writer.Text(fault.Message);
        writer.End("faultstring");
        writer.Start("detail");
        WriteError(writer, "e:ResponseCode", fault.Code);
        WriteError(writer, "e:Message", fault.DetailText ?? fault.Message);
        WriteMessageXml(writer, fault);
        writer.End("detail");
        writer.Markup("</s:Fault></s:Body></s:Envelope>"u8);
    }

    private static void WriteError(EwsWriter writer, string name, string value)
    {
        writer.Start(name);
        writer.Attribute("xmlns:e", Namespaces.Errors);
        writer.Text(value);
        writer.End(name);
    }

    private static void WriteMessageXml(EwsWriter writer, EwsFault fault)
    {
        if (fault.Schema is null && fault.Values.Count == 0)
        {
            return;
        }

        writer.Start("t:MessageXml");
        writer.Attribute("xmlns:t", Namespaces.Types);
        if (fault.Schema is { } schema)
        {
            writer.Element("t:LineNumber", schema.Line);
            writer.Element("t:LinePosition", schema.Position);
            writer.Element("t:Violation", schema.Violation);
        }

        foreach (var (name, value) in fault.Values)
        {
            writer.Start("t:Value");
            writer.Attribute("Name", name);
            writer.Text(value);
            writer.End("t:Value");
        }

        writer.End("t:MessageXml");
    }
}
