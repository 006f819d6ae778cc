using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Settings;

/// <summary>A checked order to migrate: whoever holds one can start. The demo makes it by hand, <c>migrate</c> from the command line.</summary>
internal sealed record MigrateSettings
{
    public required ImapEndpoint Source { get; init; }

    public required ExchangeEndpoint Destination { get; init; }

    public required ExchangeAccess Access { get; init; }

    /// <summary>How accounts sign in at the destination; default by the best of what it offers.</summary>
    public ExchangeSignIn DestinationSignIn { get; init; }

    /// <summary>The access token of a bearer sign-in.</summary>
    public Secret? DestinationToken { get; init; }

    /// <summary>At least one; each address once on either side.</summary>
    public required IReadOnlyList<MailboxPair> Mailboxes { get; init; }

    /// <summary>What each pass is to do.</summary>
    public required PassOptions Pass { get; init; }

    /// <summary>Certificate authorities to believe besides the system's; default none.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>Mailboxes at once; default 8.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>Bytes a second from the source over all mailboxes; null for no cap.</summary>
    public double? MaxBytesPerSecond { get; init; }

    /// <summary>When mail may move; null for always.</summary>
    public RunningHours? Hours { get; init; }

    /// <summary>Where the journals live; default <c>turnstone-state</c> in the current directory.</summary>
    public string StateDirectory { get; init; } = "turnstone-state";

    /// <summary>Reports to write at the end.</summary>
    public IReadOnlyList<ReportFile<RunReport>> Reports { get; init; } = [];

    /// <summary>What standard output carries; default text.</summary>
    public OutputForm Output { get; init; } = OutputForm.Text;
}
