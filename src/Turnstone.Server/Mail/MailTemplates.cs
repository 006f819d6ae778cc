using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace Turnstone.Server.Mail;

/// <summary>
/// Turns a kind of mail and what it tells into words. A kind <c>k</c> has the embedded templates <c>k.text.liquid</c>, whose first line is the
/// subject, and <c>k.html.liquid</c>, which <c>layout.html.liquid</c> is put around. Values are escaped in HTML.
/// </summary>
internal static class MailTemplates
{
    private const string Layout = "layout.html";

    private static readonly FluidParser Parser = new();

    private static readonly ConcurrentDictionary<string, IFluidTemplate> Parsed = new();

    /// <summary>The mail.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static async Task<MailContent> WriteAsync(string kind, IReadOnlyDictionary<string, object> values)
    {
        var (subject, body) = Parted(await Of($"{kind}.text").RenderAsync(ContextOf(values), NullEncoder.Default));
        return await WithinLayoutAsync(subject, body, await Of($"{kind}.html").RenderAsync(ContextOf(values), HtmlEncoder.Default));
    }

    /// <summary>The template of a kind that a project may word itself, as it is written: subject and text.</summary>
    public static (string Subject, string Body) SourceOf(string kind) => Parted(Read($"{kind}.text"));

    /// <summary>A mail in a project's words. They are text: what a value holds is never taken for HTML.</summary>
    public static async Task<MailContent> WriteAsync(IFluidTemplate subject, IFluidTemplate body, IReadOnlyDictionary<string, object> values)
    {
        var head = TextMail.Line(await subject.RenderAsync(ContextOf(values), NullEncoder.Default));
        var text = (await body.RenderAsync(ContextOf(values), NullEncoder.Default)).ReplaceLineEndings("\n").Trim();
        return await WithinLayoutAsync(head, text, TextMail.HtmlOf(head, text));
    }

    private static (string Subject, string Body) Parted(string text) =>
        text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0 ? (text[..end].Trim(), text[end..].Trim()) : (text.Trim(), "");

    private static async Task<MailContent> WithinLayoutAsync(string subject, string text, string html)
    {
        var around = new TemplateContext();
        around.SetValue("subject", new StringValue(subject));
        around.SetValue("content", new StringValue(html, encode: false));
        return new MailContent(subject, text + "\n", await Of(Layout).RenderAsync(around, HtmlEncoder.Default));
    }

    private static TemplateContext ContextOf(IReadOnlyDictionary<string, object> values)
    {
        var context = new TemplateContext();
        foreach (var (name, value) in values)
        {
            context.SetValue(name, value);
        }

        return context;
    }

    private static IFluidTemplate Of(string name) => Parsed.GetOrAdd(name, static name => Parser.Parse(Read(name)));

    private static string Read(string name)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"Mail.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
