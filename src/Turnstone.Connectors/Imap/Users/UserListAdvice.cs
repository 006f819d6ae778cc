using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Connectors.Imap.Users;

/// <summary>Where the users of a server that does not list them by IMAP are to be had: a command at the server, or a place in its administration.</summary>
public static class UserListAdvice
{
    /// <summary>A sentence or two; what comes of it is a file with a login a line.</summary>
    public static string For(ServerFamily family) => family switch
    {
        ServerFamily.Dovecot => "Dovecot lists its users to nobody by IMAP. At the server: doveadm user '*' > users.txt (its userdb has to know how to list them: iterate_query with SQL, iterate_attrs with LDAP).",
        ServerFamily.Zimbra => "At the server, as the user zimbra: zmprov -l gaa old.example > users.txt",
        ServerFamily.Courier => "At the server: authenumerate > users.txt (its user database has to know how to list them).",
        ServerFamily.Exchange => "In the Exchange Management Shell: Get-Mailbox -ResultSize Unlimited | ForEach-Object { $_.PrimarySmtpAddress.ToString() } > users.txt",
        ServerFamily.Gmail => "In the Admin console: Directory, Users, Download users; keep the column of the addresses as users.txt.",
        ServerFamily.Cyrus => "At the server: ctl_mboxlist -d lists every mailbox; or name one of the admins of imapd.conf with --login.",
        _ => "Take the list of its users from its administration, a login or address a line, as users.txt.",
    };
}
