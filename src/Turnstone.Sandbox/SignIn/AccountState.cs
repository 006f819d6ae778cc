namespace Turnstone.Sandbox.SignIn;

/// <summary>What the directory thinks of an account. Over HTTP every state but the first looks like a wrong password: a 401.</summary>
public enum AccountState
{
    Enabled,
    Disabled,
    Locked,
    PasswordExpired,
}
