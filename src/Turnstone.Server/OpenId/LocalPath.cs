using Turnstone.Server.Refusals;

namespace Turnstone.Server.OpenId;

/// <summary>A path of this server's own pages, such as <c>/projects?archived=true</c>: the only place a browser is sent on to.</summary>
internal readonly record struct LocalPath
{
    private const int Longest = 1000;

    private readonly string? _text;

    private LocalPath(string text) => _text = text;

    /// <summary>The path that was asked for; the first page where none was.</summary>
    /// <exception cref="Refusal">It leads, or may lead, to another server.</exception>
    public static LocalPath Parse(string? text) =>
        string.IsNullOrEmpty(text) ? default
        : IsLocal(text) ? new LocalPath(text)
        : throw Refusal.Wrong(RefusalCodes.OpenIdReturnPath, "Where to go on has to be a path of this server, such as /projects.", "returnTo");

    public override string ToString() => _text ?? "/";

    // Browsers take // and /\ for the beginning of another server's name, and leave out control characters before they look.
    private static bool IsLocal(string text) =>
        text.Length <= Longest && text[0] == '/' && (text.Length == 1 || text[1] is not ('/' or '\\')) && !text.Any(char.IsControl);
}
