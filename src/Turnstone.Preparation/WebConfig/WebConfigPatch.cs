namespace Turnstone.Preparation.WebConfig;

/// <summary>A web.config of EWS, patched to a size of requests.</summary>
/// <param name="Role">Which of the two files it is, by what is in it.</param>
/// <param name="Bytes">The patched file; the same bytes where nothing had to be changed.</param>
/// <param name="Changes">Every value that was looked at, in the order of the file.</param>
/// <param name="Notes">What else is to be said of it.</param>
/// <param name="Diff">The difference as a unified diff for reading, lines ended by LF; empty where there is none.</param>
public sealed record WebConfigPatch(WebConfigRole Role, byte[] Bytes, IReadOnlyList<WebConfigChange> Changes, IReadOnlyList<string> Notes, string Diff)
{
    /// <summary>Whether anything had to be changed.</summary>
    public bool IsChanged => Changes.Any(change => change.IsChange);
}
