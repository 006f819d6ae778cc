using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Turnstone.Sandbox.Soap;

/// <summary>
/// Writes answers as Exchange does: one line, empty elements closed without a blank, and characters XML 1.0 forbids as
/// references (<c>&amp;#x1;</c>), which a checking XmlWriter would refuse ([I] ews-managed-api#136 and others).
/// </summary>
internal sealed class EwsWriter(IBufferWriter<byte> output)
{
    private bool _isTagOpen;

    public void Start(string name)
    {
        CloseTag();
        Byte((byte)'<');
        Ascii(name);
        _isTagOpen = true;
    }

    public void Attribute(string name, string value)
    {
        Byte((byte)' ');
        Ascii(name);
        Raw("=\""u8);
        Escape(value, isAttribute: true);
        Byte((byte)'"');
    }

    public void End(string name)
    {
        if (_isTagOpen)
        {
            Raw("/>"u8);
            _isTagOpen = false;
            return;
        }

        Raw("</"u8);
        Ascii(name);
        Byte((byte)'>');
    }

    public void Element(string name, string value)
    {
        Start(name);
        Text(value);
        End(name);
    }

    public void Element(string name, bool value) => Element(name, value ? "true" : "false");

    public void Element(string name, long value) => Element(name, value.ToString(CultureInfo.InvariantCulture));

    // Whole seconds and Z, as in every recording.
    public void Element(string name, DateTimeOffset value) => Element(name, EwsTime.Format(value));

    public void Empty(string name)
    {
        Start(name);
        End(name);
    }

    public void Text(string value)
    {
        if (value.Length > 0)
        {
            CloseTag();
            Escape(value, isAttribute: false);
        }
    }

    public void Base64Text(ReadOnlySpan<byte> bytes)
    {
        CloseTag();
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, 12 * 1024)];
            var span = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(part.Length));
            Base64.EncodeToUtf8(part, span, out _, out var written);
            output.Advance(written);
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Closes an open start tag and writes bytes that are markup already.</summary>
    public void Markup(ReadOnlySpan<byte> utf8)
    {
        CloseTag();
        Raw(utf8);
    }

    /// <summary>Forgets an open start tag, after what was written has been taken back.</summary>
    public void Reset() => _isTagOpen = false;

    private void CloseTag()
    {
        if (_isTagOpen)
        {
            _isTagOpen = false;
            Byte((byte)'>');
        }
    }

    private void Ascii(string value)
    {
        var span = output.GetSpan(value.Length);
        output.Advance(Encoding.ASCII.GetBytes(value, span));
    }

    private void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    private void Escape(string value, bool isAttribute)
    {
        var rest = value.AsSpan();
        while (rest.Length > 0)
        {
            var plain = 0;
            while (plain < rest.Length && plain < 4096 && IsPlain(rest[plain], isAttribute))
            {
                plain++;
            }

            if (plain > 0)
            {
                // A chunk never ends between the halves of a pair: surrogates are not plain.
                var span = output.GetSpan(plain * 3);
                output.Advance(Encoding.UTF8.GetBytes(rest[..plain], span));
                rest = rest[plain..];
                continue;
            }

            rest = rest[Special(rest)..];
        }
    }

    private static bool IsPlain(char c, bool isAttribute) =>
        c >= ' ' ? c is not ('&' or '<' or '>' or '\uFFFE' or '\uFFFF') && !char.IsSurrogate(c) && !(isAttribute && c == '"') : !isAttribute && c is '\t' or '\n';

    private int Special(ReadOnlySpan<char> rest)
    {
        var c = rest[0];
        switch (c)
        {
            case '&':
                Raw("&amp;"u8);
                return 1;
            case '<':
                Raw("&lt;"u8);
                return 1;
            case '>':
                Raw("&gt;"u8);
                return 1;
            case '"':
                Raw("&quot;"u8);
                return 1;
        }

        if (char.IsSurrogate(c))
        {
            Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
            output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
            return consumed;
        }

        Raw("&#x"u8);
        Ascii(((int)c).ToString("X", CultureInfo.InvariantCulture));
        Byte((byte)';');
        return 1;
    }
}
