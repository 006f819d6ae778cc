using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// How many folders a mailbox may have. Leaving some of them out would lose mail by a number, so a mailbox with more is not begun.
/// </summary>
public static class FolderLimitRule
{
    /// <summary>Holds a plan to the limit that the options set, if any.</summary>
    /// <exception cref="SessionException">There are more folders to copy than the options allow.</exception>
    public static void Check(MailboxPlan plan, PassOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var folders = plan.Folders.Count(folder => folder.Destination is not null);
        if (options.FolderLimit is { } limit && folders > limit)
        {
            throw new SessionException(new Failure
            {
                Side = FailureSide.Local,
                Scope = FailureScope.Mailbox,
                Code = FailureCodes.LocalOptions,
                Message = string.Create(CultureInfo.InvariantCulture, $"The mailbox has {folders} folders to copy, and FolderLimit allows {limit}; nothing was copied."),
                Remedy = "Raise FolderLimit or leave it out, or leave folders out with a folder filter; then run the same pass again.",
            });
        }
    }
}
