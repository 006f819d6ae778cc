using System.Text;

namespace Turnstone.Server.Face;

/// <summary>
/// The style sheet and the scripts of all pages. They are within the assembly rather than beside it as static web assets are: so the server serves the
/// same wherever it was started from, a build's folder, a published one or a test, and no file can be missing. Read when the first page is asked for.
/// </summary>
internal sealed class FaceAssets
{
    private const string Styles = "Face.Style.";

    private readonly Lazy<FaceAsset> _style = new(() => new FaceAsset("face/turnstone.css", "text/css; charset=utf-8", AllStyles()));
    private readonly Lazy<FaceAsset> _script = new(() => OfScript("face/face.js", "Face.face.js"));
    private readonly Lazy<FaceAsset> _blazor = new(() => OfScript("_framework/blazor.web.js", "Face.blazor.web.js"));
    private readonly Lazy<FaceAsset> _grid = new(() => OfScript("_content/Microsoft.AspNetCore.Components.QuickGrid/QuickGrid.razor.js", "Face.QuickGrid.razor.js"));
    private readonly Lazy<string> _theme = new(() => Encoding.UTF8.GetString(Read("Face.theme.js")));

    public FaceAsset Style => _style.Value;

    public FaceAsset Script => _script.Value;

    /// <summary>Blazor's own; an interactive page needs it, the others do not.</summary>
    public FaceAsset Blazor => _blazor.Value;

    /// <summary>The grid's own, which it loads from this place by itself.</summary>
    public FaceAsset Grid => _grid.Value;

    /// <summary>What stands in each page's head, to be run before anything is drawn.</summary>
    public string Theme => _theme.Value;

    private static FaceAsset OfScript(string path, string resource) => new(path, "text/javascript; charset=utf-8", Read(resource));

    private static byte[] AllStyles()
    {
        var names = typeof(FaceAssets).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Styles, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. names.SelectMany(name => Read(name).Append((byte)'\n'))];
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(FaceAssets).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} was not built in.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
