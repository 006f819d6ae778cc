using System.Xml;

namespace Turnstone.Preparation.WebConfig;

/// <summary>
/// Reads XML for the places of its elements and attributes in the text. The reader of .NET decides what is well-formed and where things begin; nothing
/// is written by a serialiser, so that what is not meant stays as it is to the last blank.
/// </summary>
internal sealed class XmlPlaces
{
    private const int Deepest = 100;

    private readonly string _text;
    private readonly List<int> _lines = [0];

    private XmlPlaces(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            // As the reader counts: CR LF is one end of line, and each of them alone is one.
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lines.Add(i + 1);
            }
        }
    }

    /// <summary>The root element.</summary>
    /// <exception cref="WebConfigException">The text is not well-formed, or has a DTD.</exception>
    public static XmlSpot Read(string text)
    {
        try
        {
            return new XmlPlaces(text).ReadAll();
        }
        catch (XmlException e)
        {
            throw new WebConfigException($"It is not XML that can be read: {e.Message} Compare it with the same file of another server.");
        }
    }

    private XmlSpot ReadAll()
    {
        using var reader = XmlReader.Create(new StringReader(_text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var place = (IXmlLineInfo)reader;
        XmlSpot? root = null;
        var open = new Stack<XmlSpot>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
                continue;
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (open.Count == Deepest)
            {
                throw new WebConfigException($"Its elements are nested more than {Deepest} deep. It is no file of EWS.");
            }

            // The reader tells where a name begins, one behind its "<".
            var spot = new XmlSpot(reader.Name, open.TryPeek(out var parent) ? parent : null, Offset(place) - 1) { IsEmpty = reader.IsEmptyElement };
            parent?.Children.Add(spot);
            root ??= spot;
            var end = spot.Start + 1 + reader.Name.Length;
            while (reader.MoveToNextAttribute())
            {
                var (start, length) = Between(Offset(place) + reader.Name.Length);
                spot.Attributes[reader.Name] = new AttributeSpot(reader.Value, start, length);
                end = start + length + 1;
            }

            spot.TagEnd = _text.IndexOf('>', end) + 1;
            if (!spot.IsEmpty)
            {
                open.Push(spot);
            }
        }

        return root ?? throw new WebConfigException("There is no element in it.");
    }

    private int Offset(IXmlLineInfo place) => _lines[place.LineNumber - 1] + place.LinePosition - 1;

    // From behind an attribute's name to its value: the first quote, whichever it is, up to the same one.
    private (int Start, int Length) Between(int from)
    {
        var open = _text.AsSpan(from).IndexOfAny('"', '\'') + from;
        return (open + 1, _text.IndexOf(_text[open], open + 1) - open - 1);
    }
}
