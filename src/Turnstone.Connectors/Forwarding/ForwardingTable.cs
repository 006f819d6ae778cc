using System.Diagnostics.CodeAnalysis;
using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Connectors.Forwarding;

/// <summary>
/// What each family documents about sending mail on. Mail arrives at the old server for days after the cut-over: from senders who remember the old
/// MX record, and for good from whoever is a user of the same server. Only what its makers or its manual say is here.
/// </summary>
public static partial class ForwardingTable
{
    /// <summary>What to mind whatever the server is.</summary>
    public static IReadOnlyList<string> Caveats { get; } =
    [
        "Where the addresses stay the same, a forward to the same address comes back to the old server, which takes the domain for its own: forward to an address of a second domain that only Exchange accepts, or have the old server relay the whole domain.",
        "A forwarded message still has its first sender's envelope, and the old server is not in that sender's SPF record: receivers may refuse it. Switch SRS on at the old server where it has it, or admit the old server's address at the Exchange connector and its filters.",
        "Forward only after the last full pass has begun, or keep no copy at the source: else what is forwarded and copied arrives twice.",
    ];

    /// <summary>The families in the order of their names.</summary>
    public static IReadOnlyList<ForwardingAdvice> All { get; } = [.. Free, .. Commercial];

    /// <summary>The words of <see cref="TryParse"/>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. All.Select(advice => WordFor(advice.Family))];

    /// <summary>What is known of a family; null where nothing is.</summary>
    public static ForwardingAdvice? For(ServerFamily family) => All.FirstOrDefault(advice => advice.Family == family);

    /// <summary>The family as it is written on a command line.</summary>
    public static string WordFor(ServerFamily family) => family.ToString().ToLowerInvariant();

    /// <summary>Reads <see cref="WordFor"/>, case ignored.</summary>
    public static bool TryParse(string? word, [NotNullWhen(true)] out ForwardingAdvice? advice) =>
        (advice = All.FirstOrDefault(known => WordFor(known.Family).Equals(word, StringComparison.OrdinalIgnoreCase))) is not null;
}
