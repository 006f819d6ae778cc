namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// Writes the configuration in the language of the installed version: 2.4 renamed or restructured most settings, and
/// refuses a file of 2.3 (doc.dovecot.org, "Upgrading from 2.3 to 2.4").
/// </summary>
internal sealed record DovecotConfiguration(DovecotLayout Layout, DovecotUser User, int ImapPort, int ImapsPort, DovecotOptions Options)
{
    public string For(Version version) => version >= new Version(2, 4)
        ? Head24() + Common() + Further($"mail_path = {Layout.Mail}/public")
        : Head23() + Common() + Further($"location = maildir:{Layout.Mail}/public");

    /// <summary>
    /// mdbox with the index layout keeps folder names in a file of its own instead of in directory names: every name that
    /// IMAP can say is possible (slashes apart), 255 bytes a level. fsync is for mail that must not be lost; this is for mail
    /// that can be made again. A master's password alone lets nobody in as a user who does not exist: the next passdb is asked as well.
    /// </summary>
    private string Head23() =>
        $$"""
        protocols = imap
        ssl_cert = <{{Layout.Certificate}}
        ssl_key = <{{Layout.Key}}
        auth_mechanisms = {{Mechanisms}}
        disable_plaintext_auth = no
        {{TokenPassdb}}
        passdb {
          driver = passwd-file
          master = yes
          pass = yes
          args = username_format=%u {{Layout.Masters}}
        }
        passdb {
          driver = passwd-file
          args = username_format=%u {{Layout.Users}}
        }
        userdb {
          driver = static
          args = uid={{User.Name}} gid={{User.Group}} home={{Layout.Mail}}/%u
        }
        {{Storage23}}

        """;

    // With an escape in directory names a slash within a name is as good as any letter, though it is no part of a directory's name.
    private string Storage23 => Options.IsMaildir
        ? """
          mail_location = maildir:~/Maildir
          mail_plugins = listescape
          """
        : "mail_location = mdbox:~/mdbox:LAYOUT=index";

    private string Mechanisms =>
        string.Join(' ', ["plain", "login", .. Options.FurtherMechanisms, .. Options.TokenIntrospection is null ? [] : Options.TokenMechanisms]);

    private string TokenPassdb => Options.TokenIntrospection is null
        ? ""
        : $$"""
          passdb {
            driver = oauth2
            mechanisms = {{string.Join(' ', Options.TokenMechanisms)}}
            args = {{Layout.TokenSettings}}
          }
          """;

    /// <summary>How tokens are judged: by asking, and by who the answer says they belong to.</summary>
    public string TokenSettings() =>
        $"""
        introspection_mode = post
        introspection_url = {Options.TokenIntrospection}
        username_attribute = username
        active_attribute = active
        active_value = true

        """;

    private string Head24() =>
        $$"""
        dovecot_config_version = 2.4.0
        dovecot_storage_version = 2.4.0
        protocols {
          imap = yes
        }
        ssl_server_cert_file = {{Layout.Certificate}}
        ssl_server_key_file = {{Layout.Key}}
        auth_mechanisms = {{Mechanisms}}
        auth_allow_cleartext = yes
        passdb masters {
          driver = passwd-file
          master = yes
          result_success = continue
          passwd_file_path = {{Layout.Masters}}
        }
        passdb users {
          driver = passwd-file
          passwd_file_path = {{Layout.Users}}
        }
        userdb static {
          fields {
            uid = {{User.Name}}
            gid = {{User.Group}}
            home = {{Layout.Mail}}/%{user}
          }
        }
        {{Storage24}}

        """;

    private string Storage24 => Options.IsMaildir
        ? """
          mail_driver = maildir
          mail_path = ~/Maildir
          mailbox_list_storage_escape_char = "\\"
          """
        : """
          mail_driver = mdbox
          mail_path = ~/mdbox
          mailbox_list_layout = index
          """;

    // Logins come in bursts of a hundred connections from one address; the defaults (10 a user, 100 in all) are a site's.
    // So is the growing wait after wrong passwords (up to 15 s): mode 0 is the documented way to be without it.
    private string Common() =>
        $$"""
        base_dir = {{Layout.Run}}
        state_dir = {{Layout.State}}
        log_path = {{Layout.Log}}
        listen = 127.0.0.1
        ssl = yes
        auth_master_user_separator = *
        default_internal_user = {{User.Name}}
        default_internal_group = {{User.Group}}
        default_login_user = {{User.Name}}
        default_client_limit = 4000
        default_process_limit = 1000
        first_valid_uid = 1
        mail_fsync = never
        mail_max_userip_connections = {{Options.ConnectionsPerUser}}
        auth_failure_delay = 0
        service anvil {
          chroot =
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = {{ImapPort}}
          }
          inet_listener imaps {
            port = {{ImapsPort}}
            ssl = yes
          }
        }
        namespace inbox {
          inbox = yes
          separator = {{(Options.IsMaildir ? '.' : '/')}}
          mailbox Drafts {
            special_use = \Drafts
          }
          mailbox Junk {
            special_use = \Junk
          }
          mailbox Sent {
            special_use = \Sent
          }
          mailbox Trash {
            special_use = \Trash
          }
        }

        """;

    /// <summary>What a host with Maildir++ has besides its users' own folders: views of them, which are said to be such, and folders for everybody.</summary>
    private string Further(string publicMail) => !Options.IsMaildir ? "" :
        $$"""
        namespace inbox {
          mailbox "All Mail" {
            special_use = \All
          }
          mailbox Starred {
            special_use = \Flagged
          }
        }
        namespace public {
          type = public
          prefix = Public.
          separator = .
          {{publicMail}}
        }

        """;
}
