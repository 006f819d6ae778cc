using System.Globalization;
using Turnstone.Server.Components;

namespace Turnstone.Server.Face;

/// <summary>
/// Numbers and dates on pages are written as the browser's first language writes them that this machine knows; the words stay English. Scripts are
/// answered in the same way wherever they are.
/// </summary>
internal sealed class ReaderCulture(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // A page goes on over its circuit's connection, which asks the same way.
        var endpoint = context.GetEndpoint();
        if (PageTroubles.IsPage(endpoint) || endpoint?.Metadata.GetMetadata<BarePage>() is not null || context.Request.Path.StartsWithSegments("/_blazor"))
        {
            CultureInfo.CurrentCulture = Of(context.Request);
        }

        return next(context);
    }

    private static CultureInfo Of(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => Known(language.Value.ToString())).OfType<CultureInfo>().FirstOrDefault()
        ?? CultureInfo.GetCultureInfo("en-GB");

    private static CultureInfo? Known(string language)
    {
        try
        {
            // A language alone says nothing of a country: its most usual one.
            return language is "*" or "" ? null : CultureInfo.CreateSpecificCulture(CultureInfo.GetCultureInfo(language, predefinedOnly: true).Name);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
