using Turnstone.Sandbox.SignIn;

namespace Turnstone.Sandbox;

/// <summary>An account without a mailbox that opens those of others. Does not print the password.</summary>
public sealed record ServiceAccount(string Name, string Password)
{
    /// <summary>FullAccess on every mailbox. Default true.</summary>
    public bool HasFullAccess { get; init; } = true;

    /// <summary>ApplicationImpersonation over every mailbox. Default true.</summary>
    public bool MayImpersonate { get; init; } = true;

    /// <summary>A member of Domain, Enterprise or Schema Admins, to whom Exchange denies both. Default false.</summary>
    public bool IsDirectoryAdmin { get; init; }

    /// <summary>Default enabled.</summary>
    public AccountState State { get; init; }

    /// <summary>EWS is off for this account. Default false.</summary>
    public bool IsEwsBlocked { get; init; }

    public override string ToString() => $"ServiceAccount {Name}";
}
