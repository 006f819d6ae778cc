namespace Turnstone.Sandbox.Faults;

/// <summary>How a connection dies.</summary>
internal enum Ending
{
    /// <summary>Closed in good order: FIN, as a server that restarts.</summary>
    Close,

    /// <summary>RST, as a firewall that forgot the connection.</summary>
    Reset,

    /// <summary>FIN towards the client alone; what the client still says is heard and goes nowhere.</summary>
    HalfClose,
}
