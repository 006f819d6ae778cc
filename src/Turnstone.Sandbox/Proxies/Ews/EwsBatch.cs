using System.Xml.Linq;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>The things a request asks for, one response each; any of them can be left out.</summary>
internal sealed class EwsBatch
{
    private static readonly string[] Lists = ["Items", "ItemIds", "ItemChanges", "Folders", "FolderIds", "ParentFolderIds"];

    private readonly XDocument _document;
    private readonly List<XElement> _parts;

    public EwsBatch(byte[] request)
    {
        _document = XmlBytes.Read(request);
        var operation = _document.Root!.Elements().Single(element => element.Name.LocalName == "Body").Elements().First();
        _parts = [.. operation.Elements().FirstOrDefault(element => Lists.Contains(element.Name.LocalName))?.Elements() ?? []];
    }

    /// <summary>How many responses are due.</summary>
    public int Count => Math.Max(1, _parts.Count);

    /// <summary>The request without some of its parts; null where nothing is left to ask.</summary>
    public byte[]? Without(Func<int, bool> leftOut)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            if (leftOut(i))
            {
                _parts[i].Remove();
            }
        }

        return Enumerable.Range(0, Count).All(leftOut) ? null : XmlBytes.Write(_document);
    }
}
