using Turnstone.Client.Preparation;

namespace Turnstone.Server.Preparation;

/// <summary>The answers as a request's address has them.</summary>
/// <param name="Account">The service account's address; null for the login of the project's destination.</param>
/// <param name="CreateAccount">Whether the script creates it where it is missing.</param>
/// <param name="Access">By which right it opens mailboxes; null for the one that the destination goes by.</param>
/// <param name="Mailboxes">Which mailboxes are meant; null for those of the project.</param>
/// <param name="Group">With impersonation: members of this group alone.</param>
/// <param name="Filter">With impersonation: those alone whom this recipient filter finds.</param>
/// <param name="Throttling">Whether the account gets a throttling policy of its own.</param>
/// <param name="Ews">Whether Exchange Web Services are switched on where they are off.</param>
/// <param name="MessageSize">The largest message that has to fit, in bytes; null leaves all sizes alone.</param>
public sealed record PreparationQuery(
    string? Account = null, bool CreateAccount = false, QueryWord<PreparationAccess>? Access = null, QueryWord<PreparedMailboxes>? Mailboxes = null, string? Group = null, string? Filter = null,
    bool Throttling = true, bool Ews = true, long? MessageSize = null)
{
    /// <summary>As the contract has them.</summary>
    public PreparationAnswers ToAnswers() => new()
    {
        Account = Account, CreateAccount = CreateAccount, Access = Access?.Value, Mailboxes = Mailboxes?.Value ?? PreparedMailboxes.Project, Group = Group, Filter = Filter, Throttling = Throttling, Ews = Ews,
        MessageSize = MessageSize,
    };
}
