namespace Turnstone.Sandbox.Dovecot;

/// <summary>The one directory in which a Dovecot of the sandbox lives, and where things lie in it.</summary>
internal sealed record DovecotLayout(string Root)
{
    public string Configuration => Path.Combine(Root, "dovecot.conf");
    public string Run => Path.Combine(Root, "run");
    public string State => Path.Combine(Root, "state");
    public string Mail => Path.Combine(Root, "mail");
    public string Log => Path.Combine(Root, "dovecot.log");
    public string Users => Path.Combine(Root, "users");
    public string Masters => Path.Combine(Root, "masters");
    public string TokenSettings => Path.Combine(Root, "oauth2.conf");
    public string Authority => Path.Combine(Root, "ca.pem");
    public string Certificate => Path.Combine(Root, "server.pem");
    public string Key => Path.Combine(Root, "server.key");

    /// <summary>A new directory that only its owner can enter. Its path is short, for socket names end at 108 bytes.</summary>
    public static DovecotLayout Create()
    {
        var layout = new DovecotLayout(Directory.CreateTempSubdirectory("turnstone-dovecot-").FullName);
        Directory.CreateDirectory(layout.Run);
        Directory.CreateDirectory(layout.State);
        Directory.CreateDirectory(layout.Mail);
        return layout;
    }
}
