using System.Net.Sockets;
using System.Text;
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
    private readonly ImapArrival _arrival;
    private readonly Dictionary<SourceFolderId, WatchedImapFolder> _folders = [];
    private ImapUnderlay? _underlay;

    private ImapSession(ImapSourceOptions options, TimeProvider time, Distance distance)
    {
        Distance = distance;
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
        Failures = new ImapFailures(options.Endpoint, Words.Refusal, Trust);
        _arrival = new ImapArrival(this, options, time);
    }

    public ReadOnlyImapClient Client { get; }

    public LastWords Words { get; } = new();

    public ServerTrust Trust { get; }

    /// <summary>How far the server is, by all connections of the mailbox.</summary>
    public Distance Distance { get; }

    public ImapFailures Failures { get; }

    /// <summary>The folder that is examined now; null when none is, or when the last attempt failed.</summary>
    public WatchedImapFolder? Examined { get; private set; }

    /// <summary>Which folder that is, or was.</summary>
    public SourceFolderId? ExaminedId { get; private set; }

    /// <summary>How often a folder was examined here: as long as it stays, what was learned of the folder holds.</summary>
    public int Examinations { get; private set; }

    /// <summary>Whether the server greeted, and TLS was spoken where it was to be.</summary>
    public bool IsReached => _arrival.IsReached;

    /// <summary>When it was last given back, to know whether to ask if it still lives.</summary>
    public long IdleSince { get; set; }

    /// <summary>Connects and signs in.</summary>
    public static async Task<ImapSession> OpenAsync(ImapSourceOptions options, TimeProvider time, Distance distance, CancellationToken cancellationToken)
    {
        if (options.SignIn is not ImapSignIn.Bearer)
        {
            var credential = await ImapCredential.OfAsync(options.SignIn, cancellationToken);
            options.SignIns.DoorOf(options.Endpoint, credential).ThrowIfShut(credential.User);
        }

        var session = new ImapSession(options, time, distance);
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
    public static ImapSession Unconnected(ImapSourceOptions options, TimeProvider time) => new(options, time, new Distance(time));

    /// <summary>Connects, over <paramref name="socket"/> if one is given; the greeting and the capabilities are known afterwards.</summary>
    public Task ConnectAsync(Socket? socket, CancellationToken cancellationToken) => _arrival.ConnectAsync(socket, cancellationToken);

    /// <summary>Signs in with one attempt, and none where the secret was refused before or would cross the network in the clear.</summary>
    public Task SignInAsync(CancellationToken cancellationToken) => SignInAsync(mechanism: null, cancellationToken);

    /// <summary>The same by one of <see cref="ImapAuthentication.WaysFor"/>, for a test of it.</summary>
    public async Task SignInAsync(string? mechanism, CancellationToken cancellationToken) => _underlay = await _arrival.SignInAsync(mechanism, cancellationToken);

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

    /// <summary>Fetches contents of the folder that is examined, as <see cref="ImapContents.FetchAsync"/> has it.</summary>
    public Task<string?> FetchAsync(string set, Func<FetchAnswer, LiteralStream?, ValueTask> take, CancellationToken cancellationToken) =>
        FetchAsync(set, long.MaxValue, take, cancellationToken);

    /// <summary>The same of messages that are known to be short; a longer one ends the connection.</summary>
    public Task<string?> FetchAsync(string set, long most, Func<FetchAnswer, LiteralStream?, ValueTask> take, CancellationToken cancellationToken) =>
        new ImapContents(Underlay, Failures, _options.Spool, most).FetchAsync(set, take, cancellationToken);

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

    private ImapUnderlay Underlay => _underlay ?? throw new InvalidOperationException("Folders are there only after the sign-in.");

    private WatchedImapFolder Find(SourceFolder folder)
    {
        if (!_folders.TryGetValue(folder.Id, out var known))
        {
            var name = Encoding.Latin1.GetBytes(folder.Id.Value);
            known = Underlay.Names.TextFor(name) is { } text ? MailKitInside.Folder(Client, text) : throw ImapFailures.NotOpened(folder.Path.ToString());
            _folders.Add(folder.Id, known);
        }

        return known;
    }
}
