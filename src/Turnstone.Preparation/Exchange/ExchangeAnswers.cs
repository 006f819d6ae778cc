namespace Turnstone.Preparation.Exchange;

/// <summary>What an administrator answered about the Exchange organisation that mailboxes move to.</summary>
public sealed record ExchangeAnswers
{
    /// <summary>The largest message size a limit of Exchange takes: 2,097,151 KB.</summary>
    public const long LargestMessage = 2_097_151L * 1024;

    /// <summary>The smallest that makes sense to ask for: Exchange's own default is 10 MB.</summary>
    public const long SmallestMessage = 1 << 20;

    private const int LongestName = 64;

    /// <summary>The service account's address, which is its sign-in name as well where it is created.</summary>
    public required string Account { get; init; }

    /// <summary>Whether the account is created where it is missing; default no.</summary>
    public bool CreatesAccount { get; init; }

    /// <summary>The name of an account that is created.</summary>
    public string AccountName { get; init; } = "Turnstone migration";

    /// <summary>The database of an account that is created; null leaves it to Exchange.</summary>
    public string? Database { get; init; }

    /// <summary>The organizational unit of an account that is created; null leaves it to Exchange.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>Addresses of the mailboxes that are moved to; null for all there are.</summary>
    public IReadOnlyList<string>? Mailboxes { get; init; }

    /// <summary>By which right the account opens them.</summary>
    public MailboxAccess Access { get; init; } = new MailboxAccess.FullAccess();

    /// <summary>What the throttling policy, the management scope and the role assignment are called; at most 64 characters.</summary>
    public string Name { get; init; } = "Turnstone migration";

    /// <summary>The largest message that has to fit, in bytes; null leaves all sizes alone.</summary>
    public long? MessageSize { get; init; }

    /// <summary>Steps that are left out.</summary>
    public IReadOnlyList<ExchangeStep> Without { get; init; } = [];

    /// <summary>What is done, in order: all steps but those left out, and sizes only where one is wanted.</summary>
    public IReadOnlyList<ExchangeStep> Steps =>
        [.. Enum.GetValues<ExchangeStep>().Where(step => !Without.Contains(step) && (step < ExchangeStep.Transport || MessageSize is not null))];

    /// <summary>All that is wrong with the answers.</summary>
    public IReadOnlyList<AnswerFault> Check()
    {
        var faults = new List<AnswerFault>();
        if (!IsAddress(Account))
        {
            faults.Add(new AnswerFault(nameof(Account), "It is not a mail address.", "Write the service account's address, such as turnstone@new.example."));
        }

        foreach (var address in (Mailboxes ?? []).Where(address => !IsAddress(address)))
        {
            faults.Add(new AnswerFault(nameof(Mailboxes), $"\"{address}\" is not a mail address.", "Write the mailbox's primary address; * and ? stand for nothing else here."));
        }

        if (Mailboxes is { Count: 0 })
        {
            faults.Add(new AnswerFault(nameof(Mailboxes), "It lists no mailbox.", "List some, or have it done for all mailboxes."));
        }

        CheckNames(faults);
        if (MessageSize is < SmallestMessage or > LargestMessage)
        {
            faults.Add(new AnswerFault(nameof(MessageSize), "Exchange takes no such message size.", "Write one from 1MiB to 2097151KiB, such as 150MiB."));
        }

        if (Steps.Count == 0)
        {
            faults.Add(new AnswerFault(nameof(Without), "Nothing is left to do.", "Leave fewer steps out."));
        }

        return faults;
    }

    private void CheckNames(List<AnswerFault> faults)
    {
        Named(nameof(Name), Name, LongestName);
        Named(nameof(AccountName), AccountName, LongestName);
        Named(nameof(Database), Database ?? "-", 255);
        Named(nameof(OrganizationalUnit), OrganizationalUnit ?? "-", 1024);
        switch (Access)
        {
            case MailboxAccess.ImpersonateGroup(var group):
                Named(nameof(MailboxAccess.ImpersonateGroup.Group), group, 1024);
                break;
            case MailboxAccess.ImpersonateFiltered(var filter):
                Text(nameof(MailboxAccess.ImpersonateFiltered.Filter), filter, 4096);
                break;
            case MailboxAccess.FullAccess or MailboxAccess.ImpersonateEveryone:
                break;
            default:
                throw new InvalidOperationException("A way of access that does not exist.");
        }

        // The global policy's name begins so in every organisation; asking Exchange for it by our name must never find it.
        if (Name.StartsWith("GlobalThrottlingPolicy", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(new AnswerFault(nameof(Name), "The global throttling policy is never touched.", "Write a name of its own."));
        }

        void Named(string answer, string text, int longest)
        {
            Text(answer, text, longest);
            if (text.AsSpan().ContainsAny('*', '?', ';'))
            {
                faults.Add(new AnswerFault(answer, "A name has no *, ? or ; in it.", "Write the name as it is."));
            }
        }

        void Text(string answer, string text, int longest)
        {
            if (string.IsNullOrWhiteSpace(text) || text != text.Trim() || text.Length > longest || text.Any(char.IsControl))
            {
                faults.Add(new AnswerFault(answer, "It is empty, too long, or has blanks around it.", $"Write at most {longest} characters on one line."));
            }
        }
    }

    // What Exchange takes as one address. A * would make a pattern of it.
    private static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && text.Length <= 254 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '*' or '?');
    }
}
