using Turnstone.Connectors.Imap.Families;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap.Users;

/// <summary>
/// Asks a source for its users by IMAP. Cyrus shows every mailbox to its administrators; no other server we know of lists users: Dovecot's master user
/// becomes one of them at a time, and its shared namespaces list only who has shared something.
/// </summary>
public sealed class ImapUserList
{
    /// <summary>More are not taken: an answer has to end somewhere.</summary>
    public const int MostUsers = 200_000;

    private const string Top = "user";
    private readonly ImapSourceOptions _options;
    private readonly TimeProvider _time;

    /// <param name="options">The server, and the administrator's own sign-in.</param>
    /// <param name="time">The clock.</param>
    public ImapUserList(ImapSourceOptions options, TimeProvider time) => (_options, _time) = (options, time);

    /// <summary>Signs in once and asks.</summary>
    /// <exception cref="SessionException">The server is not reached, refuses the sign-in, or lists nothing.</exception>
    public async Task<ImapUsers> ReadAsync(CancellationToken cancellationToken)
    {
        await using var session = await ImapSession.OpenAsync(_options, _time, new Distance(_time), cancellationToken);
        var family = ServerFamilies.Of(session.Words.Greeting, session.Client.ServerName, []);
        return new ImapUsers(family, family == ServerFamily.Cyrus ? await ReadAsync(session, cancellationToken) : null);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var users = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);

        // Slashes (unixhierarchysep) or dots: the pattern of the other kind matches nothing.
        foreach (var separator in "/.")
        {
            await session.AskAsync(
                $"LIST \"\" \"{Top}{separator}%\"",
                answer =>
                {
                    if (ListAnswer.ReadFolder(answer.Span) is { } folder && UserOf(folder, separator) is { } user && users.Count < MostUsers)
                    {
                        users.Add(user);
                    }

                    return true;
                },
                cancellationToken);
        }

        return [.. users];
    }

    /// <summary>Whose top folder it is. Where dots stand between names, Cyrus writes those within a login as "^".</summary>
    private static string? UserOf(ListedFolder folder, char separator)
    {
        var prefix = $"{Top}{separator}";
        if (folder.Separator != separator || !folder.Name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var user = ImapNames.Read(folder.Name[prefix.Length..], speaksUtf8: false, out _);
        return separator == '.' ? user.Replace('^', '.') : user;
    }
}
