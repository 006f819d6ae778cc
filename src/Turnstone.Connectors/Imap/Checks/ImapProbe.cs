using System.Net;
using System.Net.Sockets;
using MailKit.Net.Imap;
using Turnstone.Connectors.Forwarding;
using Turnstone.Connectors.Imap.Families;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>What the steps of a connectivity test share: the connection they go along, and what they have learned of the server by then.</summary>
internal sealed class ImapProbe(ImapSourceOptions options, TimeProvider time) : IAsyncDisposable
{
    public ImapSourceOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>The connection that every step goes along.</summary>
    public ImapSession Session { get; } = ImapSession.Unconnected(options, time);

    /// <summary>Where the name leads.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

    /// <summary>The connection until it is the session's.</summary>
    public Socket? Socket { get; set; }

    /// <summary>Which of the addresses answered.</summary>
    public IPAddress? Reached { get; set; }

    public ServerFamily Family { get; private set; }

    /// <summary>The mailbox's own folders.</summary>
    public IReadOnlyList<SourceFolder> Folders { get; set; } = [];

    /// <summary>How many connections stood at once; one where nobody looked for more.</summary>
    public int Connections { get; set; } = 1;

    public Failure Explain(Exception error) => Session.Failures.Connecting(error).Failure;

    /// <summary>Runs a step of the way to the server; where it fails, another way that works becomes the remedy.</summary>
    public Func<CancellationToken, Task<Finding>> OnTheWay(Func<CancellationToken, Task<Finding>> step) => async cancellationToken =>
    {
        try
        {
            return await step(cancellationToken);
        }
        catch (Exception error) when (error is SessionException || ImapFailures.Knows(error))
        {
            var failed = error as SessionException ?? Session.Failures.Connecting(error);
            throw await ImapWays.AdviseAsync(failed, Session.IsReached, options, time, cancellationToken) ?? failed;
        }
    };

    /// <summary>Opens another connection to where the first one is, signed in or not. It is the caller's to dispose.</summary>
    /// <param name="signIn">As whom and by which doors.</param>
    /// <param name="mechanism">By which mechanism; null for the best.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionException">It could not be had, or not be signed in to.</exception>
    public async Task<ImapSession> OpenAnotherAsync(ImapSourceOptions signIn, string? mechanism, CancellationToken cancellationToken)
    {
        var session = ImapSession.Unconnected(signIn, time);
        try
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var patience = new Patience(options.ConnectTimeout, time, cancellationToken);
                await patience.WithinAsync(token => socket.ConnectAsync(Reached!, options.Endpoint.Port, token).AsTask());
            }
            catch (Exception error) when (ImapFailures.Knows(error))
            {
                socket.Dispose();
                throw session.Failures.Connecting(error);
            }

            await session.ConnectAsync(socket, cancellationToken);
            await session.SignInAsync(mechanism, cancellationToken);
            return session;
        }
        catch
        {
            session.Abandon();
            throw;
        }
    }

    /// <summary>What the server says first, and whose it is. Its name is asked for (RFC 2971), which it may answer before a sign-in.</summary>
    public async Task<Finding> GreetAsync(CancellationToken cancellationToken)
    {
        var greeting = Session.Words.Greeting;
        var client = Session.Client;
        if (client.Capabilities.HasFlag(ImapCapabilities.Id))
        {
            try
            {
                client.ServerName = (await client.IdentifyAsync(new ImapImplementation { Name = "Turnstone" }, cancellationToken))?.Name;
            }
            catch (ImapCommandException)
            {
                // A courtesy; it is asked for again after the sign-in.
            }
        }

        Recognise();
        return $"{ServerFamilies.NameOf(Family)}: {greeting}";
    }

    /// <summary>Looks anew whose server it is: much is told only after the sign-in.</summary>
    public void Recognise()
    {
        List<string> capabilities = [.. Session.Client.AuthenticationMechanisms.Select(mechanism => $"AUTH={mechanism}")];
        if (Session.Client.Capabilities.HasFlag(ImapCapabilities.GMailExt1))
        {
            capabilities.Add("X-GM-EXT-1");
        }

        var family = ServerFamilies.Of(Session.Words.Greeting, Session.Client.ServerName, capabilities);
        Family = family == ServerFamily.Unknown ? Family : family;
    }

    /// <summary>What to do about mail that still comes here afterwards.</summary>
    public Finding DescribeForwarding() => ForwardingTable.For(Family) is { } advice
        ? $"{ServerFamilies.NameOf(Family)} can send on what still arrives here: {advice.InShort}. In full: turnstone source forwarding --family {ForwardingTable.WordFor(Family)}"
        : Finding.Skipped("The server does not say whose it is. What still arrives at it can be sent on: turnstone source forwarding lists how, by server.");

    public ValueTask DisposeAsync()
    {
        Socket?.Dispose();
        return Session.DisposeAsync();
    }
}
