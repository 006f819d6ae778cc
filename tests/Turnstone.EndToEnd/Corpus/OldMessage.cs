using Turnstone.Engine.Mailboxes;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>A message to be put into an old server, with the state it has there.</summary>
internal sealed record OldMessage(string Name, byte[] Bytes, ItemFlags Flags, IReadOnlyList<string> Keywords, DateTimeOffset Received)
{
    private static readonly DateTimeOffset First = new(1985, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly string[][] KeywordSets =
        [[], ["$label1"], ["Work"], ["$Forwarded"], ["NonJunk", "Personal"], ["$MDNSent"], ["$label5", "Work"]];

    /// <summary>The state follows from the number, so that every set of flags meets every set of keywords, in all time zones of forty years.</summary>
    public static OldMessage Number(int number, string name, byte[] bytes) => new(
        name,
        bytes,
        (ItemFlags)(number % 32),
        KeywordSets[number % KeywordSets.Length],
        (First + (number * new TimeSpan(25, 11, 7, 13))).ToOffset(TimeSpan.FromHours((number % 27) - 12)));

    /// <summary>Flags and keywords as IMAP writes them.</summary>
    public IEnumerable<string> ImapFlags =>
        Enum.GetValues<ItemFlags>().Where(flag => flag != ItemFlags.None && Flags.HasFlag(flag)).Select(flag => $"\\{flag}").Concat(Keywords);
}
