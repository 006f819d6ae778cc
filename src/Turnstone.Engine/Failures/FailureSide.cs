namespace Turnstone.Engine.Failures;

/// <summary>On which side of the journey something went wrong.</summary>
public enum FailureSide
{
    /// <summary>The IMAP server, its mailbox or the way there.</summary>
    Source,

    /// <summary>The Exchange server, its mailbox or the way there.</summary>
    Destination,

    /// <summary>Turnstone itself or the machine it runs on: options, disk, journal.</summary>
    Local,
}
