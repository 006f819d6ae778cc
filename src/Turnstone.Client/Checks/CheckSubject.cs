namespace Turnstone.Client.Checks;

/// <summary>What a kept check was about.</summary>
public enum CheckSubject
{
    /// <summary>An endpoint that mailboxes are copied from.</summary>
    SourceTest,

    /// <summary>An endpoint that mailboxes are copied into.</summary>
    DestinationTest,

    /// <summary>Whether a project's domain leads new mail and mail programs to the destination.</summary>
    CutOver,
}
