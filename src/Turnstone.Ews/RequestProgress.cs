namespace Turnstone.Ews;

/// <summary>
/// How far a request had come when it failed; what a caller needs who must not do a thing twice. Only <see cref="NotSent"/> proves that nothing happened.
/// </summary>
public enum RequestProgress
{
    /// <summary>Not a byte of the body was handed to a connection.</summary>
    NotSent,

    /// <summary>The body had begun to leave and was not finished; Exchange cannot have read a whole request.</summary>
    PartlySent,

    /// <summary>The body had been handed to the network completely; no answer came. The server may have done the work.</summary>
    FullySent,

    /// <summary>The head of an answer had arrived.</summary>
    Answered,
}
