namespace Turnstone.Connectors.Imap.Tokens;

internal sealed record FetchedToken(Secret Token, TimeSpan Lifetime);
