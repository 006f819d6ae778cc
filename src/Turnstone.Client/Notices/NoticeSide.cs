namespace Turnstone.Client.Notices;

/// <summary>Which of a mailbox's addresses a notice goes to.</summary>
public enum NoticeSide
{
    /// <summary>The one at the source.</summary>
    Source,

    /// <summary>The one at the destination.</summary>
    Destination,

    /// <summary>Both.</summary>
    Both,
}
