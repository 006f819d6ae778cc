using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Schema;

namespace Turnstone.Sandbox.Soap;

/// <summary>
/// Reads a request in one pass: tree, payloads and, given a schema, validation. The text of MimeContent goes by the validator
/// unseen (its type is a plain string), so a large message is neither held nor copied for its sake.
/// </summary>
internal sealed class SoapReader : IDisposable
{
    private const int MaxDepth = 64;
    private const int MaxElements = 1_000_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
        XmlResolver = null,
    };

    private readonly XmlReader _reader;
    private readonly XmlSchemaValidator? _validator;
    private readonly XmlSchemaInfo _info = new();
    private readonly List<Payload> _payloads = [];
    private readonly char[] _chunk = ArrayPool<char>.Shared.Rent(8 * 1024);
    private int _elements;
    private int _version;

    private readonly List<Payload>? _carved;

    private SoapReader(Stream body, SchemaGate? schema, List<Payload>? carved)
    {
        _carved = carved;
        _reader = XmlReader.Create(body, Settings);
        _validator = schema?.Open(_reader);
    }

    /// <summary>Reads it whole. Of a body whose payloads were carved out before, <paramref name="carved"/> are these, its own from then on.</summary>
    /// <exception cref="EwsFault">The request is not well-formed, not SOAP, or not valid.</exception>
    public static SoapRequest Read(Stream body, SchemaGate? schema, List<Payload>? carved = null)
    {
        using var reader = new SoapReader(body, schema, carved);
        try
        {
            return reader.ReadEnvelope();
        }
        catch (XmlException e)
        {
            reader.DisposePayloads();
            // Recorded: HTTP 500 ([I] ews-java-api#490). That the text is the parser's is an assumption.
            throw EwsFault.SchemaViolation(e.Message, e.LineNumber, e.LinePosition);
        }
        catch
        {
            reader.DisposePayloads();
            throw;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        ArrayPool<char>.Shared.Return(_chunk);
    }

    private SoapRequest ReadEnvelope()
    {
        if (_reader.MoveToContent() != XmlNodeType.Element || _reader.LocalName != "Envelope" || _reader.NamespaceURI != Namespaces.Soap)
        {
            throw EwsFault.InvalidRequest();
        }

        IReadOnlyList<SoapElement> headers = [];
        SoapElement? operation = null;
        for (var more = MoveToChild(); more; more = MoveToNext())
        {
            if (_reader.LocalName == "Header" && operation is null)
            {
                headers = ReadHeaders();
                var requested = headers.FirstOrDefault(header => header.Name == "RequestServerVersion");
                _version = RequestVersion.Parse(requested?.Attribute("Version"));
            }
            else if (_reader.LocalName == "Body" && operation is null)
            {
                operation = ReadBody();
            }
            else
            {
                throw EwsFault.InvalidRequest();
            }
        }

        return operation is null ? throw EwsFault.InvalidRequest() : new SoapRequest(operation, headers, _carved ?? _payloads);
    }

    private List<SoapElement> ReadHeaders()
    {
        var headers = new List<SoapElement>();
        for (var more = MoveToChild(); more; more = MoveToNext())
        {
            headers.Add(ReadElement(0, validate: false));
        }

        return headers;
    }

    private SoapElement ReadBody()
    {
        SoapElement? operation = null;
        for (var more = MoveToChild(); more; more = MoveToNext())
        {
            operation = operation is null ? ReadElement(0, validate: _validator is not null) : throw EwsFault.InvalidRequest();
        }

        _validator?.EndValidation();
        return operation ?? throw EwsFault.InvalidRequest();
    }

    // Positions the reader on the first child element; false when the element ends without one.
    private bool MoveToChild() => !_reader.IsEmptyElement && MoveToNext();

    private bool MoveToNext()
    {
        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.EndElement:
                    return false;
            }
        }

        return false;
    }

    private SoapElement ReadElement(int depth, bool validate)
    {
        if (depth > MaxDepth || ++_elements > MaxElements)
        {
            throw EwsFault.InvalidRequest();
        }

        var element = new SoapElement(_reader.LocalName, _reader.NamespaceURI);
        RequestVersion.RequireFor(element.Name, _version);
        var isEmpty = _reader.IsEmptyElement;
        ReadAttributes(element, validate);
        if (!isEmpty)
        {
            if (IsPayload(element))
            {
                ReadPayload(element, depth, validate);
            }
            else
            {
                ReadContent(element, depth, validate);
            }
        }

        if (validate)
        {
            _validator!.ValidateEndElement(_info);
        }

        return element;
    }

    private static bool IsPayload(SoapElement element) =>
        element.Namespace == Namespaces.Types && element.Name is "MimeContent" or "MimeContentUTF8" or "Content";

    private void ReadAttributes(SoapElement element, bool validate)
    {
        if (validate)
        {
            _validator!.ValidateElement(element.Name, element.Namespace, _info, _reader.GetAttribute("type", Namespaces.Xsi), _reader.GetAttribute("nil", Namespaces.Xsi), null, null);
        }

        while (_reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI is "http://www.w3.org/2000/xmlns/" or Namespaces.Xsi)
            {
                continue;
            }

            element.AddAttribute(_reader.LocalName, _reader.Value);
            if (validate)
            {
                _validator!.ValidateAttribute(_reader.LocalName, _reader.NamespaceURI, _reader.Value, _info);
            }
        }

        _reader.MoveToElement();
        if (validate)
        {
            _validator!.ValidateEndOfAttributes(_info);
        }
    }

    private void ReadContent(SoapElement element, int depth, bool validate)
    {
        StringBuilder? text = null;
        while (_reader.Read() && _reader.NodeType != XmlNodeType.EndElement)
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    element.Add(ReadElement(depth + 1, validate));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    var value = _reader.Value;
                    if (validate)
                    {
                        _validator!.ValidateText(value);
                    }

                    if (text is null && element.Text.Length == 0)
                    {
                        element.Text = value;
                    }
                    else
                    {
                        (text ??= new StringBuilder(element.Text)).Append(value);
                    }

                    break;
                case XmlNodeType.Whitespace:
                    if (validate)
                    {
                        _validator!.ValidateWhitespace(_reader.Value);
                    }
                    else if (element.Text.Length == 0 && element.Children.Count == 0)
                    {
                        element.Text = _reader.Value;
                    }

                    break;
            }
        }

        if (text is not null)
        {
            element.Text = text.ToString();
        }
    }

    private void ReadPayload(SoapElement element, int depth, bool validate)
    {
        if (_carved is null)
        {
            var payload = new Payload();
            _payloads.Add(payload);
            element.Content = payload;
            using var decoder = new Base64Decoder(payload);
            ReadText(element, depth, validate, decoder.Append);
            decoder.Finish();
        }
        else
        {
            ReadCarved(element, depth, validate);
        }

        if (validate)
        {
            _validator!.ValidateText("");
        }
    }

    /// <summary>The number of a payload, and behind it what the carver could not tell for text: a CDATA section, or what follows a comment.</summary>
    private void ReadCarved(SoapElement element, int depth, bool validate)
    {
        Base64Decoder? decoder = null;
        try
        {
            ReadText(element, depth, validate, text =>
            {
                if (decoder is null)
                {
                    var digits = text.IndexOf(' ');
                    element.Content = digits > 0 && int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _carved!.Count
                        ? _carved[number]
                        : throw EwsFault.InvalidRequest();
                    decoder = new Base64Decoder(element.Content);
                    text = text[digits..];
                }

                decoder.Append(text);
            });
            decoder?.Finish();
        }
        finally
        {
            decoder?.Dispose();
        }
    }

    private void ReadText(SoapElement element, int depth, bool validate, Action<ReadOnlySpan<char>> take)
    {
        while (_reader.Read() && _reader.NodeType != XmlNodeType.EndElement)
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                element.Add(ReadElement(depth + 1, validate));
                continue;
            }

            int read;
            while ((read = _reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
            {
                take(_chunk.AsSpan(0, read));
            }
        }
    }

    private void DisposePayloads()
    {
        foreach (var payload in _payloads)
        {
            payload.Dispose();
        }
    }
}
