using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Turnstone.Engine.Reporting.Html;

/// <summary>
/// A page being written. What stands between the holes of <see cref="Add"/> is markup; what fills a hole is text and is always
/// escaped, so no folder's name can become part of the page.
/// </summary>
internal sealed class HtmlPage(Stream output)
{
    private const int FlushAt = 64 << 10;

    private readonly StringBuilder _pending = new();

    public void Add([InterpolatedStringHandlerArgument("")] Markup markup) => _pending.Append('\n');

    public void AddStyle() => _pending.Append(HtmlStyle.Css).Append('\n');

    /// <summary>Sends what has gathered, when there is enough of it.</summary>
    public Task FlushWhenFullAsync(CancellationToken cancellationToken) =>
        _pending.Length < FlushAt ? Task.CompletedTask : FlushAsync(cancellationToken);

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(_pending.ToString()), cancellationToken);
        _pending.Clear();
    }

    [InterpolatedStringHandler]
    internal readonly struct Markup
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
