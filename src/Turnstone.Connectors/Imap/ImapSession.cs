using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Connectors.Trust;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>One signed-in connection. It examines folders and reads; used by one caller at a time.</summary>
internal sealed class ImapSession : IAsyncDisposable
{
    private static readonly TimeSpan LogoutTime = TimeSpan.FromSeconds(2);
    private readonly ImapSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<SourceFolderId, WatchedImapFolder> _folders = [];
    private ImapUnderlay? _underlay;

    private ImapSession(ImapSourceOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        Trust = new ServerTrust(options.TrustedAuthorities, time);
        Client = new ReadOnlyImapClient(Words)
        {
            Timeout = (int)options.ConnectTimeout.TotalMilliseconds,

            // Revocation lists are often out of reach from where migrations run, and a list that cannot be read proves nothing.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = Trust.Validate,
        };
        Failures = new ImapFailures(options.Endpoint, Words.Refusal, () => Trust.Refusal);
    }

    public ReadOnlyImapClient Client { get; }

    public LastWords Words { get; } = new();

    public ServerTrust Trust { get; }

    public ImapFailures Failures { get; }

    /// <summary>The folder that is examined now; null when none is, or when the last attempt failed.</summary>
    public WatchedImapFolder? Examined { get; private set; }

    /// <summary>Which folder that is, or was.</summary>
    public SourceFolderId? ExaminedId { get; private set; }

    /// <summary>How often a folder was examined here: as long as it stays, what was learned of the folder holds.</summary>
    public int Examinations { get; private set; }

    /// <summary>Whether the server greeted, and TLS was spoken where it was to be.</summary>
    public bool IsReached { get; private set; }

    /// <summary>When it was last given back, to know whether to ask if it still lives.</summary>
    public long IdleSince { get; set; }

    /// <summary>Connects and signs in.</summary>
    public static async Task<ImapSession> OpenAsync(ImapSourceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.SignIn is not ImapSignIn.Bearer)
        {
            var credential = await ImapCredential.OfAsync(options.SignIn, cancellationToken);
            options.SignIns.DoorOf(options.Endpoint, credential).ThrowIfShut(credential.User);
        }

        var session = new ImapSession(options, time);
        try
        {
            await session.ConnectAsync(socket: null, cancellationToken);
            await session.SignInAsync(cancellationToken);
            return session;
        }
        catch (SessionException error)
        {
            session.Client.Dispose();
            if (await ImapWays.AdviseAsync(error, session.IsReached, options, time, cancellationToken) is not { } advised)
            {
                throw;
            }

            throw advised;
        }
        catch
        {
            session.Client.Dispose();
            throw;
        }
    }

    /// <summary>A session that is not connected yet, for a test that goes step by step.</summary>
    public static ImapSession Unconnected(ImapSourceOptions options, TimeProvider time) => new(options, time);

    /// <summary>Connects, over <paramref name="socket"/> if one is given; the greeting and the capabilities are known afterwards.</summary>
    public async Task ConnectAsync(Socket? socket, CancellationToken cancellationToken)
    {
        var endpoint = _options.Endpoint;
        var security = endpoint.Security switch
        {
            ImapSecurity.Tls => SecureSocketOptions.SslOnConnect,
            ImapSecurity.StartTls => SecureSocketOptions.StartTlsWhenAvailable,
            _ => SecureSocketOptions.None,
        };
        try
        {
            await ((socket, _options.Cap) switch
            {
                (null, null) => Client.ConnectAsync(endpoint.Host, endpoint.Port, security, cancellationToken),
                (null, _) => ConnectPacedAsync(security, cancellationToken),
                _ => Client.ConnectAsync(socket, endpoint.Host, endpoint.Port, security, cancellationToken),
            });
            IsReached = true;
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Connecting(error);
        }
    }

    private async Task ConnectPacedAsync(SecureSocketOptions security, CancellationToken cancellationToken)
    {
        var endpoint = _options.Endpoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _time);
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
        var connection = new TimedStream(new NetworkStream(socket, ownsSocket: true), _options.Cap, _time);
        await Client.ConnectAsync(connection, endpoint.Host, endpoint.Port, security, cancellationToken);
    }

    /// <summary>Signs in with one attempt, and none where the secret was refused before or would cross the network in the clear.</summary>
    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        if (!Client.IsSecure && _options.Endpoint is { Security: not ImapSecurity.None, IsLoopback: false })
        {
            throw Failures.TlsRequired();
        }

        if (!Client.IsAuthenticated)
        {
            var credential = await ImapCredential.OfAsync(_options.SignIn, cancellationToken);
            var door = _options.SignIns.DoorOf(_options.Endpoint, credential);
            try
            {
                await door.PassAsync(credential.User, attempt => TryAsync(credential, attempt, cancellationToken), cancellationToken);
            }
            catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceSignIn && door.HasAccepted(credential.User) && IsRenewed(credential))
            {
                throw ImapFailures.TokenExpired(error);
            }
        }

        Client.Timeout = (int)_options.IdleTimeout.TotalMilliseconds;
        await OpenNamesAsync(cancellationToken);
        await IntroduceAsync(cancellationToken);
    }

    /// <summary>Examines a folder and learns its counts anew.</summary>
    public async Task<WatchedImapFolder> ExamineAsync(SourceFolder folder, CancellationToken cancellationToken)
    {
        Examined = null;
        Examinations++;
        var target = Find(folder);
        try
        {
            await target.ExamineAsync(cancellationToken);
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Opening(error, folder.Path.ToString());
        }

        (Examined, ExaminedId) = (target, folder.Id);
        return target;
    }

    /// <summary>Learns every folder there is, with counts if asked and if that costs no extra round trips.</summary>
    public async Task<FolderListing> LearnFoldersAsync(bool withCounts, CancellationToken cancellationToken)
    {
        try
        {
            return await new ImapFolderListing(Underlay, Client.Capabilities, withCounts).RunAsync(cancellationToken);
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Listing(error);
        }
    }

    /// <summary>Says a command on the folder that is examined, and reads what it brings without MailKit, which keeps more of it and forgives less.</summary>
    /// <param name="command">The command without tag and line end.</param>
    /// <param name="take">Gets every untagged answer and says whether it was for the caller; MailKit gets the others.</param>
    /// <param name="cancellationToken">Ends the dialogue and with it the connection.</param>
    public async Task AskAsync(string command, Func<ReadOnlyMemory<byte>, bool> take, CancellationToken cancellationToken)
    {
        try
        {
            if (await Underlay.CommandAsync(command, take, cancellationToken) is { } refusal)
            {
                throw Underlay.Refused(refusal);
            }
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Lost(error);
        }
    }

    /// <summary>Asks which of these UIDs the folder that is examined holds. By FETCH, as listing does: several servers have no SEARCH that works.</summary>
    public async Task<HashSet<uint>> FindAsync(IEnumerable<uint> uids, CancellationToken cancellationToken)
    {
        var found = new HashSet<uint>();
        foreach (var some in uids.Order().Chunk(UidText.MostInASet))
        {
            await AskAsync(
                $"UID FETCH {UidText.SetOf(some)} (UID)",
                line =>
                {
                    var answer = FetchAnswer.Read(line.Span);

                    // What stands beyond the folder's end is not there (Exchange, dovecot's imapc-mailbox.c).
                    if (answer?.Uid is { } uid && !(answer.Number > Examined?.Count))
                    {
                        found.Add(uid);
                    }

                    return answer is not null;
                },
                cancellationToken);
        }

        return found;
    }

    /// <summary>Fetches contents of the folder that is examined.</summary>
    /// <param name="set">The UIDs.</param>
    /// <param name="take">Gets each answer, with the content where it came as a literal; takes that over, whatever it is.</param>
    /// <param name="cancellationToken">Ends the dialogue and with it the connection.</param>
    /// <returns>Null if the server did as it was told, else its refusal, without the tag.</returns>
    public async Task<string?> FetchAsync(string set, Func<FetchAnswer, LiteralStream?, ValueTask> take, CancellationToken cancellationToken)
    {
        LiteralStream? content = null;
        try
        {
            var refusal = await Underlay.CommandAsync(
                $"UID FETCH {set} (BODY.PEEK[])",
                async line =>
                {
                    if (FetchAnswer.Read(line.Span) is not { } answer)
                    {
                        return false;
                    }

                    if (content is not null && !answer.IsWhole)
                    {
                        throw ImapFailures.Syntax("a message is not as long as was announced");
                    }

                    var taken = content;
                    content = null;
                    await take(answer, taken);
                    return true;
                },
                (beginning, length) =>
                {
                    if (content is not null || !FetchAnswer.EndsWithContent(beginning.Span))
                    {
                        return null;
                    }

                    return content = new LiteralStream(_options.Spool, length);
                },
                cancellationToken);
            return refusal?[(refusal.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Lost(error);
        }
        finally
        {
            content?.Dispose();
        }
    }

    /// <summary>Gives the server the occasion to say what has changed, and lets MailKit hear it.</summary>
    public async Task HearAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Client.NoOpAsync(cancellationToken);
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Lost(error);
        }
    }

    /// <summary>Asks whether the connection still lives.</summary>
    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        if (!Client.IsConnected || !Client.IsAuthenticated)
        {
            return false;
        }

        if (_time.GetElapsedTime(IdleSince) < TimeSpan.FromSeconds(20))
        {
            return true;
        }

        try
        {
            await Client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            return false;
        }
    }

    /// <summary>Hangs up in the middle of whatever is being said.</summary>
    public void Abandon() => Client.Dispose();

    /// <summary>Says LOGOUT where the server still listens, within a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Client.IsConnected)
        {
            using var moment = new CancellationTokenSource(LogoutTime, _time);
            try
            {
                await Client.DisconnectAsync(quit: true, moment.Token);
            }
            catch (Exception error) when (error is OperationCanceledException || ImapFailures.Knows(error))
            {
                // It is gone either way.
            }
        }

        Client.Dispose();
    }

    private bool IsRenewed(ImapCredential credential) => _options.SignIn is ImapSignIn.Bearer bearer && bearer.Tokens.Renew(bearer.User, credential.Secret);

    private async Task TryAsync(ImapCredential credential, ImapSignInAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            if (ImapTakeover.Speaks(_options.SignIn))
            {
                await SignInOnWireAsync(attempt, cancellationToken);
            }
            else
            {
                await ImapAuthentication.SignInAsync(Client, _options.SignIn, credential, attempt, cancellationToken);
            }
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            // What MailKit asks for right after signing in may fail as well; that is no refusal of the secret.
            if (Client.IsAuthenticated)
            {
                attempt.SecretAccepted();
                throw Failures.Lost(error);
            }

            if (Words.Refusal() is { } words)
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

            throw Failures.SigningIn(error, _options.SignIn);
        }
    }

    /// <summary>What MailKit found out on its own connection, protection and mechanisms, holds for the wire that takes its place.</summary>
    private async Task SignInOnWireAsync(ImapSignInAttempt attempt, CancellationToken cancellationToken)
    {
        var (secure, mechanisms) = (Client.IsSecure, Client.AuthenticationMechanisms.ToHashSet(StringComparer.OrdinalIgnoreCase));
        await Client.DisconnectAsync(quit: true, cancellationToken);
        using var limit = new CancellationTokenSource(_options.IdleTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var wire = await ImapWire.OpenAsync(_options.Endpoint, secure, Trust, Words, either.Token);
            await ImapTakeover.SignInAsync(_options.SignIn, wire, mechanisms, attempt, either.Token);
            await Client.ConnectAsync(
                new GreetedStream(wire.Release(), _options.Cap, _time), _options.Endpoint.Host, _options.Endpoint.Port, SecureSocketOptions.None, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private ImapUnderlay Underlay => _underlay ?? throw new InvalidOperationException("Folders are there only after the sign-in.");

    /// <summary>From here on names pass as the bytes they are. A server that has them in UTF-8 alone (RFC 6855) opens nothing until that is agreed on.</summary>
    private async Task OpenNamesAsync(CancellationToken cancellationToken)
    {
        if (Failures.OpensNoMailbox() is { } refused)
        {
            throw refused;
        }

        try
        {
            if (Client.Capabilities.HasFlag(ImapCapabilities.UTF8Only))
            {
                await Client.EnableUTF8Async(cancellationToken);
            }

            _underlay = MailKitInside.Insert(Client, stream => new ImapUnderlay(stream, Words));
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Lost(error);
        }
    }

    /// <summary>ID (RFC 2971): some servers (Yahoo, QQ, 163) serve nameless clients worse or not at all.</summary>
    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        if (!Client.Capabilities.HasFlag(ImapCapabilities.Id))
        {
            return;
        }

        try
        {
            Client.ServerName = (await Client.IdentifyAsync(new ImapImplementation { Name = "Turnstone" }, cancellationToken))?.Name;
        }
        catch (ImapCommandException)
        {
            // A courtesy; a server that minds it is read all the same.
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw Failures.Lost(error);
        }
    }

    private WatchedImapFolder Find(SourceFolder folder)
    {
        if (!_folders.TryGetValue(folder.Id, out var known))
        {
            var name = Encoding.Latin1.GetBytes(folder.Id.Value);
            known = Underlay.TextFor(name) is { } text ? MailKitInside.Folder(Client, text) : throw ImapFailures.NotOpened(folder.Path.ToString());
            _folders.Add(folder.Id, known);
        }

        return known;
    }
}
