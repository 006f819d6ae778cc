using Turnstone.Connectors.Imap.Tokens;

namespace Turnstone.Connectors.Imap;

/// <summary>How a mailbox is opened: by its owner's password or token, or by an administrator's in one of the forms servers know.</summary>
public abstract record ImapSignIn
{
    private ImapSignIn()
    {
    }

    /// <summary>The name the server is given, for people to recognise in a failure.</summary>
    public abstract string Login { get; }

    /// <summary>A login and its password, sent as they are.</summary>
    public abstract record WithPassword(Secret Secret) : ImapSignIn;

    /// <summary>The mailbox's own login and password.</summary>
    public sealed record Password(string Name, Secret Secret) : WithPassword(Secret)
    {
        /// <inheritdoc/>
        public override string Login => Name;
    }

    /// <summary>
    /// A master user's password with the login <c>user*master</c> (Dovecot <c>auth_master_user_separator</c>, UW-IMAP <c>user*admin</c>).
    /// </summary>
    /// <param name="User">Whose mailbox.</param>
    /// <param name="Administrator">The master user.</param>
    /// <param name="Secret">The master user's password.</param>
    /// <param name="Separator">What the server was told to put between the names; default <c>*</c>.</param>
    public sealed record MasterUser(string User, string Administrator, Secret Secret, string Separator = "*") : WithPassword(Secret)
    {
        /// <inheritdoc/>
        public override string Login => User + Separator + Administrator;
    }

    /// <summary>
    /// Exchange's IMAP: <c>DOMAIN\admin\alias</c>, <c>DOMAIN/admin/alias</c> or <c>admin@domain\alias</c>. The administrator needs
    /// FullAccess and a mailbox of his own; the built-in Administrator is refused by Exchange.
    /// </summary>
    /// <param name="User">The mailbox's alias.</param>
    /// <param name="Administrator">Who signs in, as <c>DOMAIN\admin</c>, <c>DOMAIN/admin</c> or <c>admin@domain</c>.</param>
    /// <param name="Secret">The administrator's password.</param>
    public sealed record ExchangeImap(string User, string Administrator, Secret Secret) : WithPassword(Secret)
    {
        /// <summary>Everything as it was written; the alias follows behind the kind of slash the administrator is written with.</summary>
        public override string Login => Administrator.Contains('/', StringComparison.Ordinal) ? $"{Administrator}/{User}" : $"{Administrator}\\{User}";
    }

    /// <summary>AUTHENTICATE PLAIN with an authorization identity (RFC 4616): Dovecot, Cyrus, Zimbra.</summary>
    /// <param name="User">Whose mailbox: the identity to act as.</param>
    /// <param name="Administrator">Who signs in.</param>
    /// <param name="Secret">The administrator's password.</param>
    public sealed record AuthorizationId(string User, string Administrator, Secret Secret) : ImapSignIn
    {
        /// <inheritdoc/>
        public override string Login => $"{Administrator} (as {User})";
    }

    /// <summary>An administrator signs in, then <c>PROXYAUTH user</c>: Sun, Oracle and iPlanet messaging servers.</summary>
    /// <param name="User">Whose mailbox.</param>
    /// <param name="Administrator">Who signs in.</param>
    /// <param name="Secret">The administrator's password.</param>
    public sealed record ProxyAuth(string User, string Administrator, Secret Secret) : ImapSignIn
    {
        /// <inheritdoc/>
        public override string Login => $"{Administrator} (PROXYAUTH for {User})";
    }

    /// <summary>Kerio's X-MASTERAUTH: the server's master password opens every mailbox; there is no administrator's name.</summary>
    /// <param name="User">Whose mailbox.</param>
    /// <param name="Secret">The master password.</param>
    public sealed record XMasterAuth(string User, Secret Secret) : ImapSignIn
    {
        /// <inheritdoc/>
        public override string Login => $"the master password (X-MASTERAUTH for {User})";
    }

    /// <summary>GroupWise's trusted application: its name and key open every mailbox.</summary>
    /// <param name="User">Whose mailbox: the GroupWise user id.</param>
    /// <param name="Application">The application's name as it was registered.</param>
    /// <param name="Secret">The application's key.</param>
    public sealed record GroupWise(string User, string Application, Secret Secret) : ImapSignIn
    {
        /// <inheritdoc/>
        public override string Login => $"the trusted application {Application} (for {User})";
    }

    /// <summary>An OAuth bearer token, by XOAUTH2 or OAUTHBEARER (RFC 7628).</summary>
    /// <param name="User">Whose mailbox; the token must be good for it.</param>
    /// <param name="Tokens">Where the token comes from; asked before each sign-in.</param>
    public sealed record Bearer(string User, IAccessTokens Tokens) : ImapSignIn
    {
        /// <inheritdoc/>
        public override string Login => $"{User} (by token)";
    }
}
