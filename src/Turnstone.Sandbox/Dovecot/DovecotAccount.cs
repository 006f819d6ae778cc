namespace Turnstone.Sandbox.Dovecot;

/// <summary>A sign-in name and its password. The password is made for a sandbox and yet does not print itself.</summary>
public sealed record DovecotAccount(string Name, string Password)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}
