using Microsoft.Net.Http.Headers;

namespace Turnstone.Server.Face;

/// <summary>Serves what pages load: to everybody, as the page on which one signs in looks like the others.</summary>
internal static class FaceAssetRoutes
{
    private static readonly TimeSpan AsLongAsItLikes = TimeSpan.FromDays(365);

    public static void MapFaceAssets(this IEndpointRouteBuilder routes)
    {
        Map("/face/turnstone.css", assets => assets.Style);
        Map("/face/face.js", assets => assets.Script);
        Map("/_framework/blazor.web.js", assets => assets.Blazor);
        Map("/_content/Microsoft.AspNetCore.Components.QuickGrid/QuickGrid.razor.js", assets => assets.Grid);

        void Map(string path, Func<FaceAssets, FaceAsset> find) =>
            routes.MapGet(path, (HttpContext context, FaceAssets assets) => Serve(context, find(assets))).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Serve(HttpContext context, FaceAsset asset)
    {
        var headers = context.Response.GetTypedHeaders();
        var isVersioned = context.Request.Query["v"] == asset.Version;
        headers.CacheControl = isVersioned
            ? new CacheControlHeaderValue { Public = true, MaxAge = AsLongAsItLikes, Extensions = { new NameValueHeaderValue("immutable") } }
            : new CacheControlHeaderValue { NoCache = true };
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var isCompressed = context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is null or > 0);
        if (isCompressed)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        return Results.Bytes(isCompressed ? asset.Compressed : asset.Bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}{(isCompressed ? "-br" : "")}\""));
    }
}
