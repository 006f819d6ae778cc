namespace Turnstone.Ews;

/// <summary>
/// How far a request had come when it failed; what a caller needs who must not do a thing twice. The first two prove that the server did nothing.
/// </summary>
public enum RequestProgress
{
    /// <summary>Not a byte of the body was handed to a connection.</summary>
    NotSent,

    /// <summary>The body had begun to leave and its end was still here: the server cannot have a whole request.</summary>
    PartlySent,

    /// <summary>The end of the body was handed to the network, or was about to be; no answer came. The server may have done the work.</summary>
    FullySent,

    /// <summary>The head of an answer had arrived.</summary>
    Answered,
}
