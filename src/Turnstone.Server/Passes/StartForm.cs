using System.Globalization;
using Turnstone.Client.Passes;
using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Passes;

/// <summary>What is chosen of a pass before it is started.</summary>
internal sealed class StartForm(PassKind kind)
{
    /// <summary>Instead of an age: a date of one's own.</summary>
    public const string OwnDate = "own";

    /// <summary>Instead of now: at a date and time.</summary>
    public const string Later = "later";

    /// <summary>The fields that are always there and that a service may find fault with.</summary>
    public static readonly string[] Fields = ["priority"];

    private static readonly Choice[] Days = [new("30", "30 days ago"), new("60", "60 days ago"), new("90", "90 days ago"), new("180", "180 days ago"), new("365", "a year ago"), new(OwnDate, "a date of my own")];

    /// <summary>What it is to do.</summary>
    public PassKind Kind { get; } = kind;

    /// <summary>How old mail has to be that goes ahead; in days, or a date of one's own.</summary>
    public string? Older { get; set; } = "90";

    /// <summary>That date.</summary>
    public DateTimeOffset? OlderThan { get; set; }

    /// <summary>How new mail has to be; blank for all.</summary>
    public string? Newer { get; set; } = "";

    /// <summary>The date of that, where it is one's own.</summary>
    public DateTimeOffset? NewerThan { get; set; }

    /// <summary>Now or later.</summary>
    public string? When { get; set; } = "now";

    /// <summary>When, if it is later.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Which begin first.</summary>
    public string? Priority { get; set; } = "0";

    /// <summary>How much is compared afterwards.</summary>
    public string? Verification { get; set; } = nameof(Client.Passes.Verification.Sample);

    /// <summary>Whether changed flags are brought over.</summary>
    public bool RefreshesFlags { get; set; }

    public static IReadOnlyList<Choice> Ages => Days;

    public static IReadOnlyList<Choice> Spans { get; } = [new("", "Any age"), .. Days];

    public static IReadOnlyList<Choice> Starts { get; } = [new("now", "Start now"), new(Later, "Start at a date and time")];

    public static IReadOnlyList<Choice> Priorities { get; } = [new("10", "Before the others"), new("0", "Normal"), new("-10", "After the others")];

    public static IReadOnlyList<Choice> Comparisons { get; } =
        [new(nameof(Client.Passes.Verification.None), "Nothing"), new(nameof(Client.Passes.Verification.Sample), "A sample of the items"), new(nameof(Client.Passes.Verification.Full), "Every item")];

    /// <summary>Whether a pass of this kind moves mail.</summary>
    public bool Moves => Kind != PassKind.Verify;

    /// <summary>What a date of one's own or a time still lacks.</summary>
    public FormFaults Faults(DateTimeOffset now) => this switch
    {
        { Kind: PassKind.PreStage, Older: OwnDate, OlderThan: null } => FormFaults.At("olderThan", "Choose the date: mail that was received before it is migrated."),
        { Kind: PassKind.Full, Newer: OwnDate, NewerThan: null } => FormFaults.At("newerThan", "Choose the date: mail that was received from then on is migrated."),
        { When: Later, Due: null } => FormFaults.At("due", "Choose the day and the time at which it is to start."),
        { When: Later, Due: { } due } when due <= now => FormFaults.At("due", "That is over already: choose a later time, or start now."),
        _ => FormFaults.None,
    };

    /// <summary>As the contract takes it.</summary>
    public PassDraft Draft(IReadOnlyList<Guid> mailboxes, DateTimeOffset now) => new()
    {
        Kind = Kind,
        Mailboxes = mailboxes,
        OlderThan = Kind == PassKind.PreStage ? Bound(Older, OlderThan, now) : null,
        NewerThan = Kind == PassKind.Full ? Bound(Newer, NewerThan, now) : null,
        Due = When == Later ? Due : null,
        Priority = int.Parse(Priority!, CultureInfo.InvariantCulture),
        Verification = Moves ? Enum.Parse<Verification>(Verification!) : Client.Passes.Verification.None,
        RefreshFlags = Kind == PassKind.Full && RefreshesFlags,
    };

    private static DateTimeOffset? Bound(string? days, DateTimeOffset? own, DateTimeOffset now) => days switch
    {
        OwnDate => own,
        null or "" => null,
        _ => now.AddDays(-int.Parse(days, CultureInfo.InvariantCulture)),
    };
}
