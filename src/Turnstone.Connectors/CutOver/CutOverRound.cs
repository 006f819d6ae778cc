using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>One look at a domain's records: what was asked, and what came of it.</summary>
internal sealed class CutOverRound(CutOverOptions options, CutOverMemory memory, TimeProvider time)
{
    private readonly List<CutOverAnswer> _answers = [];

    /// <summary>What is expected.</summary>
    public CutOverOptions Options => options;

    /// <summary>The way to name servers.</summary>
    public DnsDoor Door { get; } = new();

    /// <summary>How hosts are looked up; there once the zone was looked for.</summary>
    public ZoneSearch? Search { get; private set; }

    /// <summary>The zone; there once it was found.</summary>
    public Zone? Zone { get; private set; }

    /// <summary>What the zone's own servers said.</summary>
    public IReadOnlyList<ServerReplies> Own { get; private set; } = [];

    /// <summary>What the resolvers said.</summary>
    public IReadOnlyList<ServerReplies> Cached { get; private set; } = [];

    /// <summary>The target's addresses, where Autodiscover is expected.</summary>
    public IReadOnlyList<IPAddress> TargetAddresses { get; private set; } = [];

    /// <summary>All answers so far.</summary>
    public IReadOnlyList<CutOverAnswer> Answers => _answers;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Looks for the zone.</summary>
    public async Task<Finding> FindZoneAsync(CancellationToken cancellationToken)
    {
        var resolvers = options.Resolvers.Count > 0 ? options.Resolvers : DnsDoor.OfMachine();
        if (resolvers.Count == 0 && options.NameServers.Count == 0)
        {
            return Finding.Failed("This machine names no resolver.", "Name one: --resolver 192.0.2.1.");
        }

        (Search, Finding? refusal) = (new ZoneSearch(Door, options, resolvers), null);
        Zone = await Search.FindAsync((what, remedy) => refusal = Finding.Failed(what, remedy), cancellationToken);
        if (Zone is null)
        {
            return refusal!.Value;
        }

        Cached = [.. resolvers.Distinct().Take(CutOverOptions.MostResolvers).Select(resolver => Unasked(new AskedServer("", resolver, false)))];
        TargetAddresses = options.Autodiscover switch
        {
            { Address: { } address } => [address],
            { Host: { } host } => (await Search.HostAsync(host, cancellationToken)).Addresses,
            _ => [],
        };
        return Zone.Servers.Count == 0
            ? Finding.Failed($"The zone {Zone.Name.Shown} names no servers.", "Ask whoever hosts it, or name one: --name-server ns1.new.example=192.0.2.53.")
            : Search.Resolver is null
            ? Finding.Warning($"No resolver finds the zone of {options.Domain.Shown}; only the name servers that were named are asked.", "Look at the resolvers below.")
            : $"{Zone.Name.Shown}, served by {string.Join(", ", Zone.Servers.Select(server => server.Shown))}";
    }

    /// <summary>Asks the zone's own servers, side by side.</summary>
    public async Task AskOwnAsync(CancellationToken cancellationToken) => Own = await AskAsync(Zone!.Servers, cancellationToken);

    /// <summary>Asks the resolvers.</summary>
    public async Task AskResolversAsync(CancellationToken cancellationToken) => Cached = await AskAsync([.. Cached.Select(replies => replies.Server)], cancellationToken);

    /// <summary>Judges every server's answer about a record.</summary>
    public void Judge(CutOverRecord record, Func<ServerReplies, Judgement> judge)
    {
        var now = Now;
        var own = Own.Select(replies => Answer(replies, judge)).ToList();
        var isChanged = own.Exists(answer => answer.State == AnswerState.New) && own.TrueForAll(answer => answer.State is AnswerState.New or AnswerState.Unanswered);
        _answers.AddRange(own);
        own.ForEach(answer => memory.Note(answer, now));
        foreach (var answer in Cached.Select(replies => Answer(replies, judge)))
        {
            // Before the zone is changed a cache that forgets the old value fetches it again.
            var isStale = isChanged && answer.State is not (AnswerState.New or AnswerState.Unanswered);
            _answers.Add(isStale ? answer with { GoneBy = now + answer.TimeToLive } : answer);
        }

        CutOverAnswer Answer(ServerReplies replies, Func<ServerReplies, Judgement> asked)
        {
            // A server that has not got the zone may still say things about it, from a cache or from a former life.
            var judged = replies.Trouble.Length > 0 ? Judgement.Unanswered(replies.Trouble) : asked(replies);
            return new CutOverAnswer { Record = record, Server = replies.Server, State = judged.State, Values = judged.Values, TimeToLive = judged.Life, Trouble = judged.Trouble };
        }
    }

    /// <summary>Answers about a record.</summary>
    public IReadOnlyList<CutOverAnswer> Of(CutOverRecord record, bool isOwn) => [.. _answers.Where(answer => answer.Record == record && answer.Server.IsOwn == isOwn)];

    /// <summary>How far a record has come.</summary>
    public CutOverStanding StandingOf(CutOverRecord record)
    {
        var own = Of(record, isOwn: true).Where(answer => answer.State != AnswerState.Unanswered).ToList();
        var cached = Of(record, isOwn: false);
        var isChanged = own.Count > 0 && own.TrueForAll(answer => answer.State == AnswerState.New);
        if (!isChanged)
        {
            return new CutOverStanding(record, false, false, null, false);
        }

        var seen = memory.GoneBy(record);
        var inCaches = cached.Max(answer => answer.GoneBy);
        var assumed = Now + own.Max(answer => answer.TimeToLive ?? TimeSpan.Zero);
        var goneBy = seen is null ? Later(assumed, inCaches) : Later(seen.Value, inCaches);
        return new CutOverStanding(record, true, cached.All(answer => answer.State == AnswerState.New), goneBy, seen is not null);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private async Task<IReadOnlyList<ServerReplies>> AskAsync(IReadOnlyList<AskedServer> servers, CancellationToken cancellationToken)
    {
        var questions = new ServerQuestions(Door, options);
        return await Task.WhenAll(servers.Select(server => questions.AskAsync(server, Zone!, cancellationToken)));
    }

    private static ServerReplies Unasked(AskedServer server)
    {
        var none = new DnsReply(DnsReplyKind.Silent, "it was not asked");
        return new ServerReplies { Server = server, Head = none, Mx = none, Text = none, Address = none, LongAddress = none, Service = none, Wildcard = none, Root = none };
    }
}
