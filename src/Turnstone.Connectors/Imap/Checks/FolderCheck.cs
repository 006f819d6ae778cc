using System.Globalization;
using Turnstone.Connectors.Imap.Families;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Lists the folders with what they hold: as the server says it with its list, else found out within bounds.</summary>
/// <param name="probe">The way there.</param>
/// <param name="looksInside">Whether folders are examined for what the list does not say.</param>
internal sealed class FolderCheck(ImapProbe probe, bool looksInside)
{
    private const int MostExamined = 200;
    private const int MostShown = 6;
    private const int LongestName = 60;
    private const int SizesAFolder = 60;
    private long _sampled;
    private int _unopened;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (probe.Family == ServerFamily.Cyrus && probe.Options.SignIn is not (ImapSignIn.Password or ImapSignIn.Bearer))
        {
            await RequireInboxAsync(cancellationToken);
        }

        var listing = await probe.Session.LearnFoldersAsync(withCounts: true, cancellationToken);
        var own = ImapFolderTree.From(listing, probe.Session.Client).Where(folder => folder.Owner == FolderOwner.Self).ToList();
        var holding = Copied(own);
        if (looksInside)
        {
            holding = await LookInsideAsync(holding, cancellationToken);
        }

        probe.Folders = holding;
        return Describe(own.Count, holding);
    }

    /// <summary>An administrator's sign-in for a mailbox that is not there is accepted by Cyrus; nothing opens then.</summary>
    private async Task RequireInboxAsync(CancellationToken cancellationToken)
    {
        try
        {
            await probe.Session.ExamineAsync(SecondMailboxCheck.Inbox, cancellationToken);
        }
        catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceFolderUnavailable)
        {
            throw new SessionException(error.Failure with { Remedy = "There is no such mailbox, or it is closed to this administrator: check its name at the server." }, innerException: error);
        }
    }

    /// <summary>Folders that are copied: views are not, and where folders are labels the one of all messages counts each message once.</summary>
    private static List<SourceFolder> Copied(List<SourceFolder> own)
    {
        var folders = own.Where(folder => folder is { HoldsItems: true, IsVirtual: false }).ToList();
        return folders.Exists(folder => folder.Role == FolderRole.All)
            ? [.. folders.Where(folder => folder.Role is FolderRole.All or FolderRole.Trash or FolderRole.Junk)]
            : folders;
    }

    private async Task<List<SourceFolder>> LookInsideAsync(List<SourceFolder> folders, CancellationToken cancellationToken)
    {
        List<SourceFolder> found = [];
        var examined = 0;
        foreach (var folder in folders)
        {
            if (folder is { Count: not null, Bytes: not null } or { Count: 0 } || examined++ >= MostExamined)
            {
                found.Add(folder);
                continue;
            }

            try
            {
                var count = (await probe.Session.ExamineAsync(folder, cancellationToken)).Count;
                found.Add(folder with { Count = count, Bytes = folder.Bytes ?? await EstimateAsync(count, cancellationToken) });
            }
            catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceFolderUnavailable)
            {
                _unopened++;
                found.Add(folder);
            }
        }

        return found;
    }

    /// <summary>The size of the folder that is examined, by some of its messages.</summary>
    private async Task<long?> EstimateAsync(int count, CancellationToken cancellationToken)
    {
        var (sizes, sum) = (0, 0L);
        foreach (var message in await MessageSample.TakeAsync(probe.Session, count, SizesAFolder, cancellationToken))
        {
            (sizes, sum) = (sizes + 1, sum + message.Size);
        }

        _sampled += sizes;
        return count == 0 ? 0 : sizes == 0 ? null : (long)((double)sum / sizes * count);
    }

    private Finding Describe(int folders, List<SourceFolder> holding)
    {
        var words = Words(folders, "folder");
        var counted = holding.Where(folder => folder.Count is not null).ToList();
        if (counted.Count == 0)
        {
            return words;
        }

        words += $", {Words(counted.Sum(folder => folder.Count ?? 0), "item")}";
        var bytes = counted.Where(folder => folder.Count > 0).All(folder => folder.Bytes is not null) ? counted.Sum(folder => folder.Bytes) : null;
        words += bytes is null ? "" : $", {Quantity.Bytes(bytes.Value)}{(_sampled > 0 ? $" estimated by {Quantity.Count(_sampled)} of them" : "")}";
        var largest = counted.Where(folder => folder.Count > 0).OrderByDescending(folder => folder.Count).ToList();
        words += largest.Count == 0 ? "" : $": {string.Join("; ", largest.Take(MostShown).Select(Words))}{(largest.Count > MostShown ? $"; and {largest.Count - MostShown} more" : "")}";
        return _unopened == 0
            ? words
            : Finding.Warning($"{words}. {Words(_unopened, "folder")} did not open.", "Open them with another mail program: they may be gone, or closed to this login. A pass reports each by name.");
    }

    // A name may be as long as a server likes.
    private static string Short(string name) => name.Length <= LongestName ? name : $"{name[..LongestName]}…";

    private static string Words(SourceFolder folder) =>
        $"{Short(folder.Path.ToString())} {Quantity.Count(folder.Count ?? 0)}{(folder.Bytes is { } bytes ? $" ({Quantity.Bytes(bytes)})" : "")}";

    private static string Words(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{Quantity.Count(count)} {noun}{(count == 1 ? "" : "s")}");
}
