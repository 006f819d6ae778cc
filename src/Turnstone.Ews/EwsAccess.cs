namespace Turnstone.Ews;

/// <summary>Whose mailbox is worked on, and by what right.</summary>
public abstract record EwsAccess
{
    private EwsAccess()
    {
    }

    /// <summary>The signed-in user's own mailbox.</summary>
    public sealed record Owner : EwsAccess;

    /// <summary>
    /// Another's mailbox by FullAccess or folder rights: every distinguished folder is named together with this address, which must be the primary one.
    /// </summary>
    public sealed record Delegate(string Mailbox) : EwsAccess;

    /// <summary>Another's mailbox by ExchangeImpersonation (role ApplicationImpersonation), named by its primary address.</summary>
    public sealed record Impersonate(string Mailbox) : EwsAccess;

    internal string? Address => this switch
    {
        Delegate access => access.Mailbox,
        Impersonate access => access.Mailbox,
        Owner => null,
        _ => throw new InvalidOperationException("A way of access that does not exist."),
    };
}
