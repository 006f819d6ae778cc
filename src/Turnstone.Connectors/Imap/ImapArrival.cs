using System.Net.Sockets;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>The way to a session: connecting, protecting the connection, signing in and saying who we are.</summary>
internal sealed class ImapArrival(ImapSession session, ImapSourceOptions options, TimeProvider time)
{
    /// <summary>Whether the server greeted, and TLS was spoken where it was to be.</summary>
    public bool IsReached { get; private set; }

    /// <summary>Connects, over <paramref name="socket"/> if one is given; the greeting and the capabilities are known afterwards.</summary>
    public async Task ConnectAsync(Socket? socket, CancellationToken cancellationToken)
    {
        var endpoint = options.Endpoint;
        var security = endpoint.Security switch
        {
            ImapSecurity.Tls => SecureSocketOptions.SslOnConnect,
            ImapSecurity.StartTls => SecureSocketOptions.StartTlsWhenAvailable,
            _ => SecureSocketOptions.None,
        };
        try
        {
            await ((socket, options.Cap) switch
            {
                (null, null) => session.Client.ConnectAsync(endpoint.Host, endpoint.Port, security, cancellationToken),
                (null, _) => ConnectPacedAsync(security, cancellationToken),
                _ => session.Client.ConnectAsync(socket, endpoint.Host, endpoint.Port, security, cancellationToken),
            });
            IsReached = true;
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw session.Failures.Connecting(error);
        }
    }

    /// <summary>Signs in with one attempt, and none where the secret was refused before or would cross the network in the clear.</summary>
    /// <param name="mechanism">One of <see cref="ImapAuthentication.WaysFor"/> to do it by; null for the best.</param>
    /// <param name="cancellationToken">Ends the dialogue.</param>
    /// <returns>What lies between MailKit and the connection from then on.</returns>
    public async Task<ImapUnderlay> SignInAsync(string? mechanism, CancellationToken cancellationToken)
    {
        if (!session.Client.IsSecure && options.Endpoint is { Security: not ImapSecurity.None, IsLoopback: false })
        {
            throw session.Failures.TlsRequired(isRefused: session.Client.Capabilities.HasFlag(ImapCapabilities.StartTLS));
        }

        if (!session.Client.IsAuthenticated)
        {
            var credential = await ImapCredential.OfAsync(options.SignIn, cancellationToken);
            var door = options.SignIns.DoorOf(options.Endpoint, credential);
            try
            {
                await door.PassAsync(credential.User, attempt => TryAsync(credential, attempt, mechanism, cancellationToken), cancellationToken);
            }
            catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceSignIn && door.HasAccepted(credential.User) && IsRenewed(credential))
            {
                throw ImapFailures.TokenExpired(error);
            }
        }

        session.Client.Timeout = (int)options.IdleTimeout.TotalMilliseconds;
        var underlay = await OpenNamesAsync(cancellationToken);
        await IntroduceAsync(cancellationToken);
        return underlay;
    }

    private async Task ConnectPacedAsync(SecureSocketOptions security, CancellationToken cancellationToken)
    {
        var endpoint = options.Endpoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException();
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        // MailKit owns it from here, and disposes it when connecting fails too.
        var connection = new TimedStream(new NetworkStream(socket, ownsSocket: true), options.Cap, time);
        await session.Client.ConnectAsync(connection, endpoint.Host, endpoint.Port, security, cancellationToken);
    }

    private bool IsRenewed(ImapCredential credential) => options.SignIn is ImapSignIn.Bearer bearer && bearer.Tokens.Renew(bearer.User, credential.Secret);

    private async Task TryAsync(ImapCredential credential, ImapSignInAttempt attempt, string? mechanism, CancellationToken cancellationToken)
    {
        try
        {
            if (ImapTakeover.Speaks(options.SignIn))
            {
                await SignInOnWireAsync(attempt, cancellationToken);
            }
            else
            {
                await ImapAuthentication.SignInAsync(session.Client, options.SignIn, credential, attempt, mechanism, cancellationToken);
            }
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            // What MailKit asks for right after signing in may fail as well; that is no refusal of the secret.
            if (session.Client.IsAuthenticated)
            {
                attempt.SecretAccepted();
                throw session.Failures.Lost(error);
            }

            if (session.Words.Refusal() is { } words)
            {
                if (ImapRefusal.AcceptsSecret(words))
                {
                    attempt.SecretAccepted();
                }

                if (ImapRefusal.IsForGood(words))
                {
                    attempt.RefusedForGood();
                }
            }

            throw Concealed(session.Failures.SigningIn(error, options.SignIn), credential.Secret);
        }
    }

    /// <summary>A server's words go into reports and rows, and some servers repeat what they were sent. What was thrown inside has the same words.</summary>
    private static SessionException Concealed(SessionException error, Secret secret)
    {
        var (told, hidden) = (error.Failure.Message, secret.HideIn(error.Failure.Message));
        return hidden == told ? error : new SessionException(error.Failure with { Message = hidden }, error.Fate);
    }

    /// <summary>What MailKit found out on its own connection, protection and mechanisms, holds for the wire that takes its place.</summary>
    private async Task SignInOnWireAsync(ImapSignInAttempt attempt, CancellationToken cancellationToken)
    {
        var (secure, mechanisms) = (session.Client.IsSecure, session.Client.AuthenticationMechanisms.ToHashSet(StringComparer.OrdinalIgnoreCase));
        await session.Client.DisconnectAsync(quit: true, cancellationToken);
        using var limit = new CancellationTokenSource(options.IdleTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var wire = await ImapWire.OpenAsync(options.Endpoint, secure, session.Trust, session.Words, either.Token);
            await ImapTakeover.SignInAsync(options.SignIn, wire, mechanisms, attempt, either.Token);
            await session.Client.ConnectAsync(
                new GreetedStream(wire.Release(), options.Cap, time), options.Endpoint.Host, options.Endpoint.Port, SecureSocketOptions.None, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    /// <summary>From here on names pass as the bytes they are. A server that has them in UTF-8 alone (RFC 6855) opens nothing until that is agreed on.</summary>
    private async Task<ImapUnderlay> OpenNamesAsync(CancellationToken cancellationToken)
    {
        if (session.Failures.OpensNoMailbox() is { } refused)
        {
            throw refused;
        }

        try
        {
            if (session.Client.Capabilities.HasFlag(ImapCapabilities.UTF8Only))
            {
                await session.Client.EnableUTF8Async(cancellationToken);
            }

            return MailKitInside.Insert(session.Client, stream => new ImapUnderlay(stream, session.Words, session.Distance));
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw session.Failures.Lost(error);
        }
    }

    /// <summary>ID (RFC 2971): some servers (Yahoo, QQ, 163) serve nameless clients worse or not at all.</summary>
    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        if (!session.Client.Capabilities.HasFlag(ImapCapabilities.Id))
        {
            return;
        }

        try
        {
            session.Client.ServerName = (await session.Client.IdentifyAsync(new ImapImplementation { Name = "Turnstone" }, cancellationToken))?.Name;
        }
        catch (ImapCommandException)
        {
            // A courtesy; a server that minds it is read all the same.
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw session.Failures.Lost(error);
        }
    }
}
