namespace Turnstone.Connectors.Imap;

/// <summary>How a mailbox is opened: by its owner's password or by an administrator's.</summary>
public abstract record ImapSignIn
{
    private ImapSignIn(Secret secret) => Secret = secret;

    /// <summary>The password, the user's or the administrator's.</summary>
    public Secret Secret { get; }

    /// <summary>The name the server is given, for people to recognise in a failure.</summary>
    public abstract string Login { get; }

    /// <summary>The mailbox's own login and password.</summary>
    public sealed record Password : ImapSignIn
    {
        public Password(string login, Secret secret)
            : base(secret) => Login = login;

        /// <inheritdoc/>
        public override string Login { get; }
    }

    /// <summary>
    /// A master user's password with the login <c>user*master</c> (Dovecot <c>auth_master_user_separator</c>, UW-IMAP <c>user*admin</c>).
    /// </summary>
    public sealed record MasterUser : ImapSignIn
    {
        /// <param name="user">Whose mailbox.</param>
        /// <param name="administrator">The master user.</param>
        /// <param name="secret">The master user's password.</param>
        /// <param name="separator">What the server was told to put between the names; default <c>*</c>.</param>
        public MasterUser(string user, string administrator, Secret secret, string separator = "*")
            : base(secret) => Login = user + separator + administrator;

        /// <inheritdoc/>
        public override string Login { get; }
    }

    /// <summary>AUTHENTICATE PLAIN with an authorization identity (RFC 4616): Dovecot, Cyrus, Zimbra.</summary>
    public sealed record AuthorizationId : ImapSignIn
    {
        /// <param name="user">Whose mailbox: the identity to act as.</param>
        /// <param name="administrator">Who signs in.</param>
        /// <param name="secret">The administrator's password.</param>
        public AuthorizationId(string user, string administrator, Secret secret)
            : base(secret)
        {
            User = user;
            Administrator = administrator;
        }

        /// <summary>Whose mailbox.</summary>
        public string User { get; }

        /// <summary>Who signs in.</summary>
        public string Administrator { get; }

        /// <inheritdoc/>
        public override string Login => $"{Administrator} (as {User})";
    }
}
