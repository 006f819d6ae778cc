using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Turnstone.Engine.Reporting.Html;

/// <summary>
/// A page being written. What stands between the holes of <see cref="Add"/> is markup; what fills a hole is text and is always
/// escaped, so no folder's name can become part of the page.
/// </summary>
public sealed class HtmlPage(Stream output)
{
    private const int FlushAt = 64 << 10;

    private readonly StringBuilder _pending = new();

    /// <summary>Begins the page, up to the end of its heading: what follows goes into <c>header</c>, then <c>main</c>.</summary>
    /// <param name="title">In the browser's tab.</param>
    /// <param name="kind">What sort of report it is, in small.</param>
    /// <param name="headline">What it comes to.</param>
    public void AddHead(string title, string kind, string headline)
    {
        Add($"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">""");

        // Belt and braces: even a hole nobody escaped could run or fetch nothing.
        Add($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""");
        Add($"<title>{title}</title><style>");
        _pending.Append(HtmlStyle.Css).Append('\n');
        Add($"""</style></head><body><header><p class="product">{kind}</p><h1>{headline}</h1>""");
    }

    /// <summary>Adds markup; see the class for what becomes of its holes.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] Markup markup) => _pending.Append('\n');

    /// <summary>Sends what has gathered, when there is enough of it.</summary>
    public Task FlushWhenFullAsync(CancellationToken cancellationToken) =>
        _pending.Length < FlushAt ? Task.CompletedTask : FlushAsync(cancellationToken);

    /// <summary>Sends what has gathered; the stream stays the caller's.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(_pending.ToString()), cancellationToken);
        _pending.Clear();
    }

    /// <summary>Markup with holes; the compiler fills it.</summary>
    [InterpolatedStringHandler]
    public readonly struct Markup
    {
        private readonly StringBuilder _target;

        public Markup(int literalLength, int formattedCount, HtmlPage page)
        {
            _target = page._pending;
            _target.EnsureCapacity(_target.Length + literalLength + (formattedCount * 16));
        }

        public void AppendLiteral(string markup) => _target.Append(markup);

        public void AppendFormatted(string? text) => _target.Append(WebUtility.HtmlEncode(VisibleText.Of(text ?? "")));

        public void AppendFormatted(long count) => _target.Append(Quantity.Count(count));
    }
}
