using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace Turnstone.Server.Mail;

/// <summary>
/// Turns a kind of mail and what it tells into words. A kind <c>k</c> has the embedded templates <c>k.text.liquid</c>, whose first line is the
/// subject, and <c>k.html.liquid</c>, which <c>layout.html.liquid</c> is put around. Values are escaped in HTML.
/// </summary>
internal sealed class MailTemplates
{
    private const string Layout = "layout.html";

    private static readonly FluidParser Parser = new();

    private readonly ConcurrentDictionary<string, IFluidTemplate> _parsed = new();

    /// <summary>The mail.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public async Task<MailContent> WriteAsync(string kind, IReadOnlyDictionary<string, object> values)
    {
        var text = await Of($"{kind}.text").RenderAsync(ContextOf(values), NullEncoder.Default);
        var (subject, body) = text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0 ? (text[..end].Trim(), text[end..].Trim()) : (text.Trim(), "");
        var around = ContextOf(values);
        around.SetValue("subject", new StringValue(subject));
        around.SetValue("content", new StringValue(await Of($"{kind}.html").RenderAsync(ContextOf(values), HtmlEncoder.Default), encode: false));
        return new MailContent(subject, body + "\n", await Of(Layout).RenderAsync(around, HtmlEncoder.Default));
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

    private IFluidTemplate Of(string name) => _parsed.GetOrAdd(name, static name => Parser.Parse(Read(name)));

    private static string Read(string name)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"Mail.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
