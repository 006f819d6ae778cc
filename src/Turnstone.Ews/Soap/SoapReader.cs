using System.Buffers;
using System.Text;
using System.Xml;

namespace Turnstone.Ews.Soap;

/// <summary>
/// Walks an answer element by element without holding it. Forgives what Exchange is known to send: references to characters XML forbids
/// (&amp;#x0; and friends, 5 to 10 % of the items of one mailbox [ews-java-api#156]) are read as those characters.
/// </summary>
internal sealed class SoapReader : IDisposable
{
    private readonly XmlReader _xml;
    private readonly AnswerBudget _budget;
    private readonly AnswerLimits _limits;
    private readonly StringBuilder _text = new();
    private char[] _piece = ArrayPool<char>.Shared.Rent(8192);

    public SoapReader(TextReader text, AnswerBudget budget)
    {
        _budget = budget;
        _limits = budget.Limits;
        _xml = XmlReader.Create(new ForgivingReader(text), new XmlReaderSettings
        {
            Async = true,
            CheckCharacters = false,
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            XmlResolver = null,
        });
    }

    /// <summary>The local name of the element the reader stands on. Prefixes and namespaces differ between versions and are not looked at.</summary>
    public string Name => _xml.LocalName;

    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>All attributes of the element but namespace declarations, as <c>name=value</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes()
    {
        List<KeyValuePair<string, string>> attributes = [];
        while (_xml.MoveToNextAttribute())
        {
            if (_xml.Prefix != "xmlns" && _xml.LocalName != "xmlns")
            {
                attributes.Add(new(_xml.LocalName, _xml.Value));
            }
        }

        _xml.MoveToElement();
        return attributes;
    }

    /// <summary>Moves to the root element.</summary>
    public async ValueTask<bool> MoveToRootAsync()
    {
        while (await ReadAsync())
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The children of the current element. Whatever of a child was not read is passed over.</summary>
    public Children Descend() => new(this, _xml.Depth, _xml.IsEmptyElement);

    /// <summary>The text inside the current element, elements within it left out.</summary>
    public async ValueTask<string> TextAsync()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        int depth = _xml.Depth;
        string name = _xml.LocalName;
        _text.Clear();
        while (await ReadAsync() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (!IsText(_xml.NodeType) || _xml.Depth != depth + 1)
            {
                continue;
            }

            // Piece by piece: asked for the value, the reader would build all of it before its length could be refused.
            for (int read; (read = await _xml.ReadValueChunkAsync(_piece, 0, _piece.Length)) > 0;)
            {
                if (_text.Length + read > _limits.MaxTextLength)
                {
                    throw new AnswerLimitException($"the text of <{name}> is longer than {_limits.MaxTextLength} characters");
                }

                _text.Append(_piece, 0, read);
            }
        }

        return _text.ToString();
    }

    public async ValueTask<int?> IntegerAsync() => XmlScalar.Integer(await TextAsync());

    public async ValueTask<bool?> BooleanAsync() => XmlScalar.Boolean(await TextAsync());

    public async ValueTask<DateTimeOffset?> TimeAsync() => XmlScalar.Time(await TextAsync());

    public async ValueTask<TEnum?> WordAsync<TEnum>()
        where TEnum : struct, Enum => XmlScalar.Word<TEnum>(await TextAsync());

    /// <summary>Decodes the base64 inside the current element to the stream; returns the count of bytes written.</summary>
    public async ValueTask<long> Base64Async(Stream destination, CancellationToken cancellationToken)
    {
        if (_xml.IsEmptyElement)
        {
            return 0;
        }

        using Base64Decoder decoder = new(destination);
        int depth = _xml.Depth;
        while (await ReadAsync() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (!IsText(_xml.NodeType))
            {
                continue;
            }

            for (int read; (read = await _xml.ReadValueChunkAsync(_piece, 0, _piece.Length)) > 0;)
            {
                await decoder.AppendAsync(_piece.AsMemory(0, read), cancellationToken);
                _budget.GiveBack(read);
            }
        }

        await decoder.CompleteAsync(cancellationToken);
        return decoder.Length;
    }

    public void Dispose()
    {
        _xml.Dispose();
        if (Interlocked.Exchange(ref _piece, []) is { Length: > 0 } piece)
        {
            ArrayPool<char>.Shared.Return(piece);
        }
    }

    private static bool IsText(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    private async ValueTask<bool> ReadAsync()
    {
        bool read = await _xml.ReadAsync();
        if (_xml.Depth > _limits.MaxDepth)
        {
            throw new AnswerLimitException($"elements are nested deeper than {_limits.MaxDepth}");
        }

        return read;
    }

    /// <summary>A walk over the children of one element.</summary>
    public readonly struct Children(SoapReader reader, int depth, bool isEmpty)
    {
        /// <summary>Moves to the next child; false when the parent ends.</summary>
        public async ValueTask<bool> NextAsync()
        {
            XmlReader xml = reader._xml;
            while (!isEmpty && await reader.ReadAsync())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth)
                {
                    return false;
                }

                if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
