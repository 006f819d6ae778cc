namespace Turnstone.Sandbox.Faults;

/// <summary>Where trouble is made. Not every place can make all of it: a proxy does not reach into a store, a server not into its network.</summary>
[Flags]
public enum FaultPlace
{
    /// <summary>Inside the stand-in Exchange.</summary>
    Exchange = 1,

    /// <summary>In front of a server that speaks EWS.</summary>
    EwsProxy = 2,

    /// <summary>In front of a server that speaks IMAP.</summary>
    ImapProxy = 4,
}
