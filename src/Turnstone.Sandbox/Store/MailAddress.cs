namespace Turnstone.Sandbox.Store;

/// <summary>A name and an SMTP address; either may be empty, as in mail that was never well-formed.</summary>
internal readonly record struct MailAddress(string Name, string Address)
{
    public string Display => Name.Length > 0 ? Name : Address;
}
