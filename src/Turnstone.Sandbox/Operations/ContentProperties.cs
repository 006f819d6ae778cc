using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.Properties;

namespace Turnstone.Sandbox.Operations;

/// <summary>Extended properties that live in an item's content; lists never open it for them.</summary>
internal static class ContentProperties
{
    public static IReadOnlyList<string>? Read(ItemContent content, PropertyName name, bool isList)
    {
        if (isList)
        {
            return null;
        }

        if (name.IsTag)
        {
            return name.Tag switch
            {
                0x007D => [string.Concat(InternetHeaders.Read(content.Message).Select(header => $"{header.Name}: {header.Value}\r\n"))],
                0x1000 => [BodyWriter.Text(content.Message)],
                0x1013 when content.Message.HtmlBody is { } html => [Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(html))],
                _ => null,
            };
        }

        if (name.Set != PropertySets.InternetHeaders || name.Name is null)
        {
            return null;
        }

        foreach (var (header, value) in InternetHeaders.Read(content.Message))
        {
            if (header.Equals(name.Name, StringComparison.OrdinalIgnoreCase))
            {
                return [value];
            }
        }

        return null;
    }
}
