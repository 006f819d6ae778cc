namespace Turnstone.EndToEnd.Clients;

/// <summary>
/// Where and as whom a foreign client reads: the EWS address, who signs in, whose mailbox, and the authority of the
/// server's certificate as a PEM file, which the client is made to trust rather than to look away.
/// </summary>
internal sealed record ExchangeLogin(Uri Url, string Login, string Password, string Mailbox, string? AuthorityPath)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Mailbox} at {Url} as {Login}";
}
