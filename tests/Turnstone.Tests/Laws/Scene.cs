using System.Text;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Tests.Transfer;

namespace Turnstone.Tests.Laws;

/// <summary>
/// A mailbox pair that is made and troubled step by step: a step is a kind and two numbers that choose what it is about, so that any list
/// of steps makes sense. What a step cannot do it leaves.
/// </summary>
internal sealed class Scene
{
    private static readonly (string Path, FolderRole Role)[] Places =
    [
        ("Sent", FolderRole.Sent), ("INBOX/Below", FolderRole.None), ("Projects", FolderRole.None), ("projects", FolderRole.None), ("Projects/2019.12", FolderRole.None),
        ("Entwürfe ", FolderRole.None), ("Papierkorb", FolderRole.Trash), (new string('n', 300), FolderRole.None), ("Archive", FolderRole.None),
    ];

    private int _validity = 2000;

    public PassWorld World { get; } = new();

    public List<InMemorySourceFolder> Folders => field ??= [World.Inbox];

    /// <summary>What is asked of every pass; the same plan each time.</summary>
    public PassOptions Options { get; private set; } = new();

    /// <summary>Adds a message: one of a few, so that there are copies, of many kinds.</summary>
    public void Add(int where, int which) => At(where).Add(Message(which));

    public void AddFolder(int which)
    {
        var (path, role) = Places[which % Places.Length];
        if (!Folders.Exists(folder => folder.Description.Path.ToString() == path))
        {
            Folders.Add(World.Source.AddFolder(path, uidValidity: (uint)which + 1, role));
        }
    }

    public void MoveMessage(int where, int which)
    {
        if (UidAt(where, which) is { } uid)
        {
            At(where).MoveTo(At(which), uid);
        }
    }

    public void CopyMessage(int where, int which)
    {
        if (UidAt(where, which) is { } uid)
        {
            At(where).CopyTo(At(which), uid);
        }
    }

    public void Expunge(int where, int which)
    {
        if (UidAt(where, which) is { } uid)
        {
            At(where).Expunge(uid);
        }
    }

    public void Renumber(int where) => At(where).Renumber((uint)++_validity);

    /// <summary>Changes one of the operator's wishes.</summary>
    public void Wish(int what, int which) => Options = (what % 9) switch
    {
        0 => Options with { Kind = PassKind.Trial, TrialItemsPerFolder = 1 + (which % 4), TrialBytes = 400 + (which * 100) },
        1 => Options with { Kind = PassKind.PreStage, OlderThan = Day(which) },
        2 => Options with { NewerThan = Day(which) },
        3 => Options with { LargerThan = 200 + (which % 100) },
        4 => Options with { SmallerThan = 300 + (which * 10) },
        5 => Options with { FolderFilter = Turnstone.Engine.Planning.FolderFilter.Parse(which % 2 == 0 ? "^projects" : "below$") },
        6 => Options with { FolderMappings = [FolderMapping.Parse(which % 2 == 0 ? "^INBOX/->" : "^Projects->Archive/Old")] },
        7 => Options with { Verification = (VerificationMode)(which % 3) },
        _ => Options with { LongestFolderName = 20 + (which % 100) },
    };

    /// <summary>Items that one side will not give or take, now and always: by the digits of their UIDs.</summary>
    public void Poison(int what, int which)
    {
        var rest = (uint)which % 5;
        switch (what % 4)
        {
            case 0:
                World.Destination.Refuse = item => item.SourceKey.Uid % 5 == rest ? Trouble.Refused() : null;
                break;
            case 1:
                World.SourceTrouble.Unreadable = item => item.Uid % 5 == rest;
                break;
            case 2:
                World.SourceTrouble.Vanished = item => item.Uid % 5 == rest;
                break;
            case 3:
                World.SourceTrouble.KillsConnection = item => item.Uid % 5 == rest;
                break;
        }
    }

    /// <summary>From now on nothing goes wrong but what is poisoned; what was still on its way to the destination arrives.</summary>
    public async Task CalmDownAsync()
    {
        await World.Trouble.DisposeAsync();
        World.Trouble = new FlakyDestination(World.Destination, World.Time);
        var before = World.SourceTrouble;
        World.SourceTrouble = new FlakySource(World.Source)
        {
            Vanished = before.Vanished,
            Unreadable = before.Unreadable,
            KillsConnection = before.KillsConnection,
        };
    }

    public Task<MailboxReport> RunAsync(CancellationToken cancellationToken = default) => World.RunAsync(Options, cancellationToken);

    private static DateTimeOffset Day(int which) => new(2020, 5, 1 + (which % 30), 0, 0, 0, TimeSpan.Zero);

    private static SeedMessage Message(int which) => (which % 8) switch
    {
        0 => SeedMessage.Plain(which % 40),
        1 => SeedMessage.Plain(which % 40, bodyBytes: 3000) with { Received = Day(which), Flags = ItemFlags.Seen | ItemFlags.Flagged },
        2 => SeedMessage.Plain(which % 40) with { Received = null },
        3 => SeedMessage.Plain(which % 40) with { Received = Day(which), Keywords = ["$Forwarded", "Work", "rouge & bleu"] },
        4 => new SeedMessage(Encoding.Latin1.GetBytes($"Subject: no date\n\nnumber {which % 40}\n")) { Received = null },
        5 => new SeedMessage(Encoding.Latin1.GetBytes($"From: {(char)0xe9}\r\nDate: yesterday\r\n\r\n{(char)0}{which % 40}")),
        6 => new SeedMessage(ReadOnlyMemory<byte>.Empty),
        _ => SeedMessage.Plain(which % 40, bodyBytes: 150) with { Received = Day(which), Flags = ItemFlags.Draft },
    };

    private InMemorySourceFolder At(int where) => Folders[where % Folders.Count];

    private uint? UidAt(int where, int which) => At(where).Uids is { Count: > 0 } uids ? uids[which / 3 % uids.Count] : null;
}
