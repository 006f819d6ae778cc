namespace Turnstone.Ews.Soap;

/// <summary>Text of an answer in which raw characters that XML forbids are turned into U+FFFD before the XML reader meets them.</summary>
internal sealed class ForgivingReader(TextReader inner) : TextReader
{
    public override int Read(char[] buffer, int index, int count) => Mend(buffer.AsSpan(index, inner.Read(buffer, index, count)));

    public override async Task<int> ReadAsync(char[] buffer, int index, int count)
    {
        int read = await inner.ReadAsync(buffer.AsMemory(index, count));
        return Mend(buffer.AsSpan(index, read));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static int Mend(Span<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!XmlText.IsLegalAlone(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.Length;
    }
}
