using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Reporting;

/// <summary>Gathers what went wrong by cause. Holds one entry a cause, however many items share it.</summary>
public static class ProblemList
{
    /// <summary>Every failure of these mailboxes and every difference found in them, most frequent first; failed mailboxes before folders before items.</summary>
    public static async Task<IReadOnlyList<Problem>> GatherAsync(IEnumerable<MailboxResult> mailboxes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailboxes);
        var problems = new Dictionary<(FailureCode, FailureScope), Problem>();
        foreach (var result in mailboxes)
        {
            var mailbox = result.Report;
            if (mailbox.Failure is { } failure)
            {
                Add(problems, failure.Code, FailureScope.Mailbox, failure.Message, failure.Remedy, mailbox.Source.Value);
            }

            foreach (var folder in mailbox.Folders.Where(folder => folder.Failure is not null))
            {
                Add(problems, folder.Failure!.Code, FailureScope.Folder, folder.Failure.Message, folder.Failure.Remedy, $"{mailbox.Source.Value}, {folder.Source}");
            }

            await foreach (var note in result.Notes(cancellationToken).WithCancellation(cancellationToken))
            {
                if (note is { Code: { } code } && (note.Outcome == ItemOutcome.Failed || code == FailureCodes.VerificationDifferent || code == FailureCodes.DestinationFlagsRefused))
                {
                    Add(problems, code, FailureScope.Item, note.Message, note.Remedy, $"{mailbox.Source.Value}, {note.Folder}, UID {note.Uid}");
                }
            }
        }

        return [.. problems.Values.OrderByDescending(problem => problem.Scope).ThenByDescending(problem => problem.Count)];
    }

    private static void Add(
        Dictionary<(FailureCode, FailureScope), Problem> problems, FailureCode code, FailureScope scope, string message, string remedy, string example)
    {
        problems[(code, scope)] = problems.TryGetValue((code, scope), out var known)
            ? known with { Count = known.Count + 1 }
            : new Problem { Code = code, Scope = scope, Count = 1, Message = message, Remedy = remedy, Example = example };
    }
}
