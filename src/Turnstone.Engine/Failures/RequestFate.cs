namespace Turnstone.Engine.Failures;

/// <summary>What a server may have done with a request that brought no usable answer.</summary>
public enum RequestFate
{
    /// <summary>It never left whole: the server cannot have acted on it. Safe to repeat.</summary>
    Unsent,

    /// <summary>The server has finished with it, but its answer does not say what became of each item. Ask before repeating.</summary>
    Finished,

    /// <summary>
    /// It left whole and no answer came: the server may have acted, or may still be acting. Ask; what is not there yet may still arrive
    /// until the server's own time limit for a request has passed.
    /// </summary>
    MayStillRun,
}
