using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Connectors.Imap.Users;

/// <summary>What a source says of its users.</summary>
/// <param name="Family">Whose server it is.</param>
/// <param name="Logins">Their logins; null where such a server tells them to nobody by IMAP. None may mean that the account is no administrator.</param>
public sealed record ImapUsers(ServerFamily Family, IReadOnlyList<string>? Logins);
