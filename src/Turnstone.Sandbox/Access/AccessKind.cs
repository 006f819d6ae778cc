namespace Turnstone.Sandbox.Access;

/// <summary>The two ways an account opens a mailbox that is not its own.</summary>
public enum AccessKind
{
    FullAccess,
    Impersonation,
}
