using System.Globalization;
using Turnstone.Sandbox.Imap;

namespace Turnstone.Sandbox.Courier;

/// <summary>The root directory that Courier's processes see: the machine's programs and libraries, and an /etc, /run and /mail of its own.</summary>
internal static class CourierWorld
{
    /// <summary>Courier drops to the user a mailbox belongs to and must find that it is not root, so it runs as this number in a namespace where it is ours.</summary>
    private const int InnerUser = 1000;

    private static readonly string[] Mounted = ["usr", "lib", "lib64", "bin", "sbin", "dev", "proc"];

    public static IEnumerable<string> Directories => [.. Mounted, "packages", "tmp", "mail", "run/courier/authdaemon", "etc/courier"];

    public static string AuthenticationSettings =>
        """
        authmodulelist="authuserdb"
        authmodulelistorig="authuserdb"
        daemons=3
        authdaemonvar=/run/courier/authdaemon
        DEBUG_LOGIN=0
        DEFAULTOPTIONS=""
        LOGGEROPTS=""

        """;

    public static string UserRecord(MailAccount account) =>
        string.Create(CultureInfo.InvariantCulture, $"uid={InnerUser}|gid={InnerUser}|home=/mail/{account.Name}|mail=/mail/{account.Name}/Maildir|_=");

    /// <summary>Run as the root of the outer namespace, which may mount; the inner one has an ordinary user.</summary>
    public static string Entry(string root, string world) =>
        $"""
        set -e
        for d in {string.Join(' ', Mounted)}; do [ -e /$d ] && mount --rbind /$d {world}/$d; done
        mount --rbind {root}/packages {world}/packages
        exec unshare --user --map-user={InnerUser} --map-group={InnerUser} --root={world} --wd=/ /bin/sh /etc/run.sh

        """;

    /// <summary>The password databases, the daemon that reads them, then the listener; what its start script in /usr/lib/courier/imapd would set.</summary>
    public static string Start(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        set -e
        P=/packages/usr
        export LD_LIBRARY_PATH=$P/lib:$(echo $P/lib/*-linux-gnu):$P/lib/courier-authlib
        $P/lib/courier/courier-authlib/makedatprog - /etc/courier/new.dat /etc/courier/userdb.dat < /etc/users
        $P/lib/courier/courier-authlib/makedatprog - /etc/courier/newshadow.dat /etc/courier/userdbshadow.dat < /etc/passwords
        chmod 600 /etc/courier/userdbshadow.dat
        set -a
        . /etc/courier/authdaemonrc
        rm -f /run/courier/authdaemon/socket
        $P/lib/courier/courier-authlib/authdaemond &
        while [ ! -S /run/courier/authdaemon/socket ]; do sleep 0.05; done
        IMAP_CAPABILITY="IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA"
        IMAP_KEYWORDS=1
        IMAP_USELOCKS=0
        IMAP_STARTTLS=NO
        IMAP_TRASHFOLDERNAME=Trash
        MAILDIRPATH=Maildir
        SENDMAIL=/bin/false
        exec $P/sbin/couriertcpd -address=127.0.0.1 -nodnslookup -noidentlookup -maxprocs=100 -maxperip=100 {port} $P/lib/courier/courier/imaplogin $P/bin/imapd Maildir

        """);
}
