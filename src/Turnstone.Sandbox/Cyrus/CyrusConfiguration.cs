using Turnstone.Sandbox.Dovecot;

namespace Turnstone.Sandbox.Cyrus;

/// <summary>The two files that a Cyrus 3 reads.</summary>
internal static class CyrusConfiguration
{
    /// <summary>The server name is the realm of passwords without one, such as the administrator's.</summary>
    public static string Imapd(string root, DovecotUser user, CyrusOptions options) =>
        $"""
        configdirectory: {root}/conf
        defaultpartition: default
        partition-default: {root}/spool
        cyrus_user: {user.Name}
        cyrus_group: {user.Group}
        servername: {options.Domain}
        defaultdomain: {options.Domain}
        virtdomains: userid
        admins: {options.Administrator.Name}
        unixhierarchysep: {(options.HasSlashes ? "yes" : "no")}
        altnamespace: {(options.HasFoldersBesideInbox ? "yes" : "no")}
        allowplaintext: yes
        strict_allowplaintext: no
        sasl_pwcheck_method: auxprop
        sasl_auxprop_plugin: sasldb
        sasl_sasldb_path: {root}/sasldb2
        sasl_mech_list: PLAIN SCRAM-SHA-256
        strict_sasl_mech_list: PLAIN
        tls_server_cert: {root}/server.pem
        tls_server_key: {root}/server.key
        lmtpsocket: {root}/conf/socket/lmtp
        idlesocket: {root}/conf/socket/idle
        notifysocket: {root}/conf/socket/notify

        """;

    public static string Master(string root, string programs, int imapPort, int imapsPort, int strictPort) =>
        $$"""
        START {
          recover cmd="{{programs}}/lib/cyrus/bin/ctl_cyrusdb -C {{root}}/imapd.conf -r"
        }
        SERVICES {
          imap cmd="{{programs}}/lib/cyrus/bin/imapd -C {{root}}/imapd.conf" listen="127.0.0.1:{{imapPort}}" prefork=0 maxchild=100
          strict cmd="{{programs}}/lib/cyrus/bin/imapd -C {{root}}/imapd.conf" listen="127.0.0.1:{{strictPort}}" prefork=0 maxchild=100
          imaps cmd="{{programs}}/lib/cyrus/bin/imapd -C {{root}}/imapd.conf -s" listen="127.0.0.1:{{imapsPort}}" prefork=0 maxchild=100
        }
        EVENTS {
        }

        """;
}
