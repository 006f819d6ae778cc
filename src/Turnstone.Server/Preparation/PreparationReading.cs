using System.Text.Json;
using Turnstone.Client.Preparation;
using Turnstone.Preparation.Exchange;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.Preparation;

/// <summary>Reads the contract's answers as the makers of scripts have them, and tells all faults at once, each by the contract's field.</summary>
internal static class PreparationReading
{
    /// <summary>Answers without a fault.</summary>
    /// <param name="answers">What was answered; what was left open is filled in.</param>
    /// <param name="mailboxes">Addresses of the mailboxes that are meant; null for all.</param>
    /// <exception cref="Refusal">Answers are at fault.</exception>
    public static ExchangeAnswers Read(PreparationAnswers answers, IReadOnlyList<string>? mailboxes)
    {
        Dictionary<string, string> faults = [];
        var read = new ExchangeAnswers
        {
            Account = answers.Account ?? "",
            CreatesAccount = answers.CreateAccount,
            Mailboxes = mailboxes,
            Access = Access(answers, faults),
            MessageSize = answers.MessageSize,
            Without = [.. Without(answers)],
        };
        foreach (var fault in read.Check())
        {
            faults.TryAdd(JsonNamingPolicy.CamelCase.ConvertName(fault.Answer), Words(fault, read));
        }

        return faults.Count == 0 ? read : throw Refusal.Wrong(RefusalCodes.PreparationAnswers, faults);
    }

    private static IEnumerable<ExchangeStep> Without(PreparationAnswers answers)
    {
        if (answers.Access == PreparationAccess.None)
        {
            yield return ExchangeStep.Access;
        }

        if (!answers.Throttling)
        {
            yield return ExchangeStep.Throttling;
        }

        if (!answers.Ews)
        {
            yield return ExchangeStep.Ews;
        }
    }

    private static MailboxAccess Access(PreparationAnswers answers, Dictionary<string, string> faults)
    {
        var impersonates = answers.Access == PreparationAccess.Impersonation;
        if (answers.Group is not null && answers.Filter is not null)
        {
            faults["group"] = "It contradicts the filter. Write one of them.";
        }

        foreach (var field in new[] { answers.Group is null ? null : "group", answers.Filter is null ? null : "filter" }.OfType<string>().Where(_ => !impersonates))
        {
            faults[field] = "It goes with impersonation alone. Choose that, or leave it out.";
        }

        return (impersonates, answers.Group, answers.Filter) switch
        {
            (false, _, _) => new MailboxAccess.FullAccess(),
            (true, { } group, _) => new MailboxAccess.ImpersonateGroup(group),
            (true, null, { } filter) => new MailboxAccess.ImpersonateFiltered(filter),
            (true, null, null) => new MailboxAccess.ImpersonateEveryone(),
        };
    }

    // The makers' words, but where they speak of what only the command line has.
    private static string Words(AnswerFault fault, ExchangeAnswers answers) => fault.Answer switch
    {
        nameof(ExchangeAnswers.Mailboxes) when answers.Mailboxes is { Count: 0 } => "The project has no mailboxes yet. Add them first, or have all mailboxes prepared.",
        nameof(ExchangeAnswers.Mailboxes) => $"{fault.What} Mend the project's mailbox, or have all mailboxes prepared.",
        nameof(ExchangeAnswers.MessageSize) =>
            $"{fault.What} It takes 1 MB to {ExchangeAnswers.LargestMessage >> 20} MB, which are {ExchangeAnswers.SmallestMessage} to {ExchangeAnswers.LargestMessage} bytes.",
        _ => $"{fault.What} {fault.Remedy}",
    };
}
