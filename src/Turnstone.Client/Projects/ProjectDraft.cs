namespace Turnstone.Client.Projects;

/// <summary>A project to be added, or what an existing one shall be.</summary>
public sealed record ProjectDraft : ProjectSettings
{
    /// <summary>Confirms support options whose names or values are not known: they are kept and change nothing. What is no option at all never is.</summary>
    public bool KeepUnknownOptions { get; init; }
}
