namespace Turnstone.EndToEnd.Face;

/// <summary>Where pictures of pages are kept.</summary>
internal static class Screenshots
{
    /// <summary>The build's own folder for them.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Artifacts, "screenshots")).FullName;

    /// <summary>Where the build puts what it makes: tests run from <c>artifacts/bin/&lt;project&gt;/&lt;configuration&gt;</c>.</summary>
    public static string Artifacts => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;
}
