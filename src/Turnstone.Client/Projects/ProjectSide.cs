namespace Turnstone.Client.Projects;

/// <summary>One of a project's two endpoints.</summary>
public enum ProjectSide
{
    /// <summary>Where mailboxes are copied from.</summary>
    Source,

    /// <summary>Where they are copied into.</summary>
    Destination,
}
