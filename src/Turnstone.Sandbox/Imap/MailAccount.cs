namespace Turnstone.Sandbox.Imap;

/// <summary>A sign-in name and its password. The password is made for a sandbox and yet does not print itself.</summary>
public sealed record MailAccount(string Name, string Password)
{
    public override string ToString() => Name;
}
