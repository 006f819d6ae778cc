using System.Globalization;

namespace Turnstone.Preparation.Exchange;

/// <summary>Says what the scripts of some answers do.</summary>
public static class ExchangePlan
{
    /// <summary>One entry a step, in the order of the script.</summary>
    public static IReadOnlyList<PlannedStep> Of(ExchangeAnswers answers) => [.. answers.Steps.Select(step => Say(step, answers))];

    private static PlannedStep Say(ExchangeStep step, ExchangeAnswers answers) => step switch
    {
        ExchangeStep.Account => new(
            step,
            answers.CreatesAccount
                ? $"creates the account {answers.Account} where it is missing; asks for its password when it runs"
                : $"looks for the account {answers.Account}",
            "one account opens all mailboxes; it must not be a Domain, Enterprise or Schema Admin, whom Exchange denies other people's mailboxes"),
        ExchangeStep.Throttling => new(
            step,
            $"makes the throttling policy \"{answers.Name}\" (scope Regular, seven values Unlimited) and puts {answers.Account} under it",
            "by default one account gets 900 s of a server's time an hour; the global policy is not touched"),
        ExchangeStep.Access => new(step, Access(answers), "without it the account sees its own mailbox only"),
        ExchangeStep.Ews => new(
            step,
            $"switches Exchange Web Services on where they are off, and lets the application \"{ExchangeScripts.UserAgent}\" through lists that allow or block",
            "all mail goes through Exchange Web Services"),
        ExchangeStep.Transport => new(step, $"raises MaxSendSize and MaxReceiveSize of the organisation to {Size(answers)} where they are smaller", "the default of 10 MB also binds what is saved into a mailbox"),
        ExchangeStep.Connectors => new(step, $"raises MaxMessageSize of receive and send connectors to {Size(answers)} where it is smaller", "people can forward and answer what was moved"),
        ExchangeStep.MailboxSizes => new(step, $"raises limits of {Mailboxes(answers)} and of the account to {Size(answers)} where they are smaller", "a mailbox's own limit wins over the organisation's"),
        _ => throw new InvalidOperationException("A step that does not exist."),
    };

    private static string Access(ExchangeAnswers answers) => answers.Access switch
    {
        MailboxAccess.FullAccess => $"gives the account FullAccess on {Mailboxes(answers)}, without auto-mapping",
        MailboxAccess.ImpersonateEveryone => "gives the account the role ApplicationImpersonation for everybody in the organisation",
        MailboxAccess.ImpersonateGroup(var group) => $"gives the account the role ApplicationImpersonation for the members of {group}, by the management scope \"{answers.Name}\"",
        MailboxAccess.ImpersonateFiltered(var filter) => $"gives the account the role ApplicationImpersonation for whom the filter {filter} finds, by the management scope \"{answers.Name}\"",
        _ => throw new InvalidOperationException("A way of access that does not exist."),
    };

    private static string Mailboxes(ExchangeAnswers answers) => answers.Mailboxes switch
    {
        null => "all mailboxes",
        { Count: 1 } one => one[0],
        var some => $"the {some.Count} mailboxes of the list",
    };

    private static string Size(ExchangeAnswers answers) =>
        string.Create(CultureInfo.InvariantCulture, $"{answers.MessageSize / 1048576.0:0.##} MB ({answers.MessageSize:N0} bytes)");
}
