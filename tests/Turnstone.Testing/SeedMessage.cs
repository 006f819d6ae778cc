using System.Globalization;
using System.Text;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>A message for a source to begin with.</summary>
/// <param name="Content">Its bytes, lines ended by CR LF.</param>
public sealed record SeedMessage(ReadOnlyMemory<byte> Content)
{
    /// <summary>INTERNALDATE, whole seconds; null for a server that has none.</summary>
    public DateTimeOffset? Received { get; init; } = new DateTimeOffset(2020, 5, 17, 8, 30, 15, TimeSpan.Zero);

    public ItemFlags Flags { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Which message it is among the folders of the mailbox; null where the server does not tell.</summary>
    public ulong? Identity { get; init; }

    /// <summary>A small plain message, different for each number.</summary>
    public static SeedMessage Plain(int number, int bodyBytes = 40) => new(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        From: Otto <otto@old.example>
        To: anna@old.example
        Subject: Number {number}
        Date: Sun, 17 May 2020 08:30:15 +0000
        Message-ID: <{number}@old.example>
        MIME-Version: 1.0
        Content-Type: text/plain

        {new string('x', bodyBytes)}

        """).ReplaceLineEndings("\r\n")));
}
