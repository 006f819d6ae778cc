namespace Turnstone.Sandbox;

/// <summary>A mailbox the server has from the start, and its owner's password. Does not print the password.</summary>
/// <param name="Address">Primary SMTP address; also a sign-in name, as are its local part and DOMAIN\local part.</param>
/// <param name="Language">Culture such as <c>de-DE</c>, for the names of well-known folders; null or empty for English.</param>
public sealed record MailboxSeed(string Address, string Password, string? Language = null)
{
    public override string ToString() => $"MailboxSeed of {Address}";
}
