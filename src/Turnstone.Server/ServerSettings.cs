using Turnstone.Server.Licences;
using Turnstone.Server.Mail;
using Turnstone.Server.OpenId;
using Turnstone.Server.Sessions;

namespace Turnstone.Server;

/// <summary>What the server needs to know to start.</summary>
public sealed record ServerSettings
{
    /// <summary>Where it keeps what it keeps in files: the embedded database, journals, keys. Made where it is missing; on a local disk.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where it serves; default <c>http://127.0.0.1:8080</c>. Port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>An Npgsql connection string where rows are kept in PostgreSQL; null for the embedded database.</summary>
    public string? Postgres { get; init; }

    /// <summary>
    /// Where the keys are that stored credentials are encrypted with; null for <c>keys</c> in the data directory. Whoever has them and the database
    /// can read the credentials; whoever loses them has to enter the credentials again. Servers on one database share them.
    /// </summary>
    public string? KeysDirectory { get; init; }

    /// <summary>Whether this process runs passes; default yes. One that does not serves people and scripts alone, for others on the same database.</summary>
    public bool RunsPasses { get; init; } = true;

    /// <summary>How it finds other processes on the same database, which is PostgreSQL then; null for a process that works for itself, without a port.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>The one region whose projects this process runs; null for all.</summary>
    public string? Region { get; init; }

    /// <summary>How many passes this process runs at once, of all projects; default 100.</summary>
    public int MostPasses { get; init; } = 100;

    /// <summary>Where people find the server, for links in mails; null for the first address it serves at.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The server that takes mails; null for a server that sends none: then nobody can be invited, and nobody can ask for a new password.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>The OpenID Connect provider by which people can sign in beside their passwords; null for none, which is the default.</summary>
    public OpenIdSettings? OpenId { get; init; }

    /// <summary>What licences cost; null for a server that does not meter, which is the default: then no pass needs one.</summary>
    public LicensingSettings? Licensing { get; init; }

    /// <summary>
    /// Whether <c>/gallery</c> shows every part that pages are made of, for those who work on them; default no. <c>turnstone serve</c> says yes where
    /// <c>TURNSTONE_GALLERY</c> is 1.
    /// </summary>
    public bool ServesGallery { get; init; }

    /// <summary>A link that signs in whoever opens it; null for none, which is the default.</summary>
    public OpenDoor? OpenDoor { get; init; }
}
