using System.Xml.Linq;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>Answers made here, and answers of the server rewritten.</summary>
internal static class EwsAnswers
{
    private const string ContentType = "text/xml; charset=utf-8";

    public static HttpMessage Fault(EwsFault fault)
    {
        using var buffer = new ResponseBuffer();
        Envelope.WriteFault(new EwsWriter(buffer), fault);
        return HttpMessage.Answer(500, buffer.Written.ToArray(), ContentType);
    }

    /// <summary>A whole answer in which every response is an error.</summary>
    public static HttpMessage Errors(string operation, IEnumerable<EwsError> errors)
    {
        using var buffer = new ResponseBuffer();
        var writer = new EwsWriter(buffer);
        Envelope.Begin(writer);
        writer.Start($"m:{operation}Response");
        writer.Attribute("xmlns:m", Namespaces.Messages);
        writer.Attribute("xmlns:t", Namespaces.Types);
        writer.Start("m:ResponseMessages");
        foreach (var error in errors)
        {
            ErrorMessage.Write(writer, $"m:{operation}ResponseMessage", error, Container(operation));
        }

        writer.End("m:ResponseMessages");
        writer.End($"m:{operation}Response");
        Envelope.End(writer);
        return HttpMessage.Answer(200, buffer.Written.ToArray(), ContentType);
    }

    /// <summary>Changes the responses of an answer; one that holds none stays as it is.</summary>
    public static bool TryChange(HttpMessage answer, Func<IReadOnlyList<XElement>, IEnumerable<XElement>> change)
    {
        if (answer.Status != 200 || answer.Body.Length == 0)
        {
            return false;
        }

        var document = XmlBytes.Read(answer.Body);
        if (document.Descendants().FirstOrDefault(element => element.Name.LocalName == "ResponseMessages") is not { } messages)
        {
            return false;
        }

        messages.ReplaceNodes([.. change([.. messages.Elements()])]);
        answer.Replace(XmlBytes.Write(document));
        return true;
    }

    /// <summary>The response of one item that went wrong.</summary>
    public static XElement ErrorElement(string operation, EwsError error)
    {
        var whole = XmlBytes.Read(Errors(operation, [error]).Body);
        return whole.Descendants().First(element => element.Name.LocalName == $"{operation}ResponseMessage");
    }

    private static string? Container(string operation) => operation switch
    {
        "CreateItem" or "GetItem" or "UpdateItem" => "m:Items",
        "CreateFolder" or "GetFolder" or "UpdateFolder" => "m:Folders",
        _ => null,
    };
}
