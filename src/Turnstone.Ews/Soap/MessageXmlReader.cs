using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>Collects what stands in MessageXml.</summary>
internal sealed class MessageXmlReader
{
    // Joined at the end: a server may say one thing a hundred thousand times.
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public MessageXml ToMessageXml() => _values.Count == 0 ? MessageXml.Empty : new MessageXml(_values.ToDictionary(value => value.Key, value => string.Join(", ", value.Value), StringComparer.Ordinal));

    public async ValueTask ReadAsync(SoapReader reader)
    {
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            await ReadOneAsync(reader);
        }
    }

    /// <summary>t:Value goes by its Name; a path (t:FieldURI, t:ExtendedFieldURI, …) has its attribute or attributes for a value; anything else its text.</summary>
    public async ValueTask ReadOneAsync(SoapReader reader)
    {
        string element = reader.Name;
        IReadOnlyList<KeyValuePair<string, string>> attributes = reader.Attributes();
        string name = element == "Value" && reader.Attribute("Name") is { } given ? given : element;
        string text = await reader.TextAsync();
        if (text.Length == 0 && element != "Value")
        {
            text = attributes is [{ } only] ? only.Value : string.Join(' ', attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));
        }

        if (!_values.TryGetValue(name, out List<string>? texts))
        {
            _values[name] = texts = [];
        }

        texts.Add(text);
    }
}
