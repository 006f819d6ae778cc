namespace Turnstone.Sandbox.SampleMail;

/// <summary>A folder and a recipe for its messages, which are made one at a time as they are read.</summary>
public sealed class SampleFolder
{
    private readonly Func<int, SampleMessage> _messageAt;

    /// <summary>A folder of <paramref name="count"/> messages; <paramref name="messageAt"/> makes the n-th, counted from 0.</summary>
    public SampleFolder(IReadOnlyList<string> path, int count, Func<int, SampleMessage> messageAt) =>
        (Path, Count, _messageAt) = (path, count, messageAt);

    /// <summary>The names from the top; none holds a slash, all else may be in them.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The path with slashes, as the sandbox's Dovecot shows it (before modified UTF-7).</summary>
    public string FullName => string.Join('/', Path);

    /// <summary>How many messages it has.</summary>
    public int Count { get; }

    /// <summary>Exists for its children's sake and cannot hold mail: \Noselect.</summary>
    public bool IsContainer { get; init; }

    /// <summary>The role of RFC 6154 that the sandbox's Dovecot announces for it (Sent, Drafts, Trash, Junk); null when there is none or only the name hints at it.</summary>
    public string? SpecialUse { get; init; }

    /// <summary>Oldest first, the order in which they came and get their UIDs.</summary>
    public IEnumerable<SampleMessage> Messages() => Enumerable.Range(0, Count).Select(_messageAt);

    /// <summary>The n-th message, counted from 0, without making the ones before it.</summary>
    public SampleMessage MessageAt(int index) => _messageAt(index);
}
