namespace Turnstone.Server.Lists;

/// <summary>What a list of mailboxes has to hold.</summary>
public sealed record MailboxListRules
{
    /// <summary>Both addresses and nothing else: what is always needed.</summary>
    public static IReadOnlyCollection<MailboxColumn> Addresses { get; } = [MailboxColumn.SourceEmail, MailboxColumn.DestinationEmail];

    /// <summary>Columns that have to be there, and passwords that have to be in each row; default both addresses.</summary>
    public IReadOnlyCollection<MailboxColumn> Required { get; init; } = Addresses;

    /// <summary>What to do where a password is missing, by the side: <c>source</c> or <c>destination</c>.</summary>
    public Func<string, string> PasswordRemedy { get; init; } = side => $"Write the mailbox's password, or give the {side} endpoint an account that opens all.";
}
