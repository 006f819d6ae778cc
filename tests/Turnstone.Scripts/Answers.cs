using Turnstone.Preparation.Exchange;

namespace Turnstone.Scripts;

/// <summary>Answers for the organisation of the stubs.</summary>
internal static class Answers
{
    public const long Size = 157_286_400;

    public static ExchangeAnswers Plain { get; } = new() { Account = "svc@new.example", MessageSize = Size };

    public static IReadOnlyList<MailboxAccess> Accesses { get; } =
    [
        new MailboxAccess.FullAccess(),
        new MailboxAccess.ImpersonateEveryone(),
        new MailboxAccess.ImpersonateGroup("movers@new.example"),
        new MailboxAccess.ImpersonateFiltered("Department -eq 'Sales'"),
    ];

    /// <summary>Every way the answers branch the scripts.</summary>
    public static IEnumerable<ExchangeAnswers> All() =>
        from access in Accesses
        from mailboxes in new IReadOnlyList<string>?[] { null, ["anna@new.example", "o'hara@new.example"] }
        from creates in new[] { false, true }
        from size in new long?[] { null, Size }
        from without in Enum.GetValues<ExchangeStep>().Select(step => new[] { step }).Prepend([])
        select Plain with
        {
            Account = creates ? "new@new.example" : "svc@new.example",
            CreatesAccount = creates,
            Access = access,
            Mailboxes = mailboxes,
            MessageSize = size,
            Without = without,
        };
}
