using System.Globalization;
using Turnstone.Connectors.Imap.Families;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>How far away the server is, and how many connections it lets one mailbox have at once.</summary>
/// <param name="probe">The way there; it holds the first connection.</param>
/// <param name="most">How many to open, that one among them.</param>
internal sealed class ConnectionCheck(ImapProbe probe, int most)
{
    private const int RoundTrips = 5;

    /// <summary>A server that lets each wait is not asked for many.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    /// <summary>The best of a few: busy machines lengthen round trips and never shorten them.</summary>
    public async Task<Finding> MeasureRoundTripAsync(CancellationToken cancellationToken)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < RoundTrips; i++)
        {
            var asked = probe.Time.GetTimestamp();
            await probe.Session.HearAsync(cancellationToken);
            var taken = probe.Time.GetElapsedTime(asked);
            best = taken < best ? taken : best;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{best.TotalMilliseconds:0.0} ms, the best of {RoundTrips}");
    }

    /// <summary>Opens one after the other until one is not to be had, and closes them all.</summary>
    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        List<ImapSession> others = [];
        try
        {
            SessionException? refused = null;
            var started = probe.Time.GetTimestamp();
            while (refused is null && others.Count + 1 < most && probe.Time.GetElapsedTime(started) < MostTime)
            {
                try
                {
                    others.Add(await probe.OpenAnotherAsync(probe.Options, mechanism: null, cancellationToken));
                }
                catch (SessionException error)
                {
                    refused = error;
                }
            }

            probe.Connections = others.Count + 1;
            return Describe(probe.Connections, refused?.Failure);
        }
        finally
        {
            await Task.WhenAll(others.Select(session => session.DisposeAsync().AsTask()));
        }
    }

    private Finding Describe(int reached, Failure? refusal)
    {
        if (refusal is null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{reached} at once, and no more were tried");
        }

        var words = string.Create(CultureInfo.InvariantCulture, $"{reached} at once; the next was turned away: {refusal.Message.TrimEnd('.')}.");
        return reached >= probe.Options.Connections
            ? $"{words} That is as many as a mailbox is read with. {Limit}"
            : Finding.Warning(
                words,
                string.Create(CultureInfo.InvariantCulture, $"{Limit} Turnstone reads a mailbox with up to {probe.Options.Connections} connections and makes do with fewer; other programs of the user count too."));
    }

    private string Limit => probe.Family switch
    {
        ServerFamily.Dovecot => "Dovecot lets a user have mail_max_userip_connections from one address, 10 unless it was changed.",
        ServerFamily.Courier => "Courier lets one address have MAXPERIP connections, 4 unless it was changed, and MAXDAEMONS in all.",
        ServerFamily.Cyrus => "Cyrus bounds them by maxlogins_per_user and maxlogins_per_host in imapd.conf, and by maxchild in cyrus.conf.",
        ServerFamily.Gmail => "Gmail lets an account have 15 by all its programs together.",
        ServerFamily.Exchange => "Exchange bounds them by Set-ImapSettings -MaxConnectionsPerUser.",
        _ => "The bound is the server's for a user or an address, or that of a firewall before it.",
    };
}
