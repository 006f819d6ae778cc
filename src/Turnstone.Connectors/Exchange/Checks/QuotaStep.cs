using Turnstone.Engine.Reporting;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>What is left of the mailbox's quota, against what is to come.</summary>
internal sealed class QuotaStep(ProbeState state)
{
    private const int PageSize = 1000;

    /// <summary>Folders of a size that no mailbox reaches.</summary>
    private const int MostPages = 20;

    /// <summary>Exchange keeps a message at more than its bytes: properties and indexes come on top.</summary>
    private const double Growth = 1.1;

    /// <summary>PidTagMessageSizeExtended of a folder: the sum of its own items.</summary>
    private static readonly ExtendedPropertyPath FolderSize = ExtendedPropertyPath.Tagged(0x0E08, MapiPropertyType.Long);

    /// <param name="source">Bytes of the mailbox at the source; null where they are not known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Finding> CompareAsync(long? source, CancellationToken cancellationToken)
    {
        var quota = (await StoreProperties.ReadAsync(state.Connection, cancellationToken)).Quota;
        var used = await UsedAsync(cancellationToken);
        var look = $"Get-Mailbox {state.Options.Mailbox} | fl *Quota*, UseDatabaseQuotaDefaults; where the last is True the database's count: Get-MailboxDatabase | fl *Quota";
        var holds = used is { } bytes ? $"{Quantity.Bytes(bytes)} used" : "what is used is not told";
        if (quota is not { } all)
        {
            return source is null ? $"{holds}; there is no quota, or the server does not tell it over EWS" : Finding.Warning($"{holds}, {Quantity.Bytes(source.Value)} to come; there is no quota, or the server does not tell it over EWS", $"Make sure of it: {look}.");
        }

        var free = Math.Max(0, all - (used ?? 0));
        var room = $"{holds} of {Quantity.Bytes(all)}, {Quantity.Bytes(free)} left";
        if (source is not { } coming)
        {
            return free < all / 10
                ? Finding.Warning($"{room}; the source's size is not known", Raise(all * 2))
                : $"{room}; give --source-size to hold it against what is to come";
        }

        var wanted = (long)(coming * Growth);
        return free < coming ? Finding.Failed($"{room}, and {Quantity.Bytes(coming)} are to come: the mailbox will be full before all has arrived", Raise((used ?? 0) + wanted))
            : free < wanted ? Finding.Warning($"{room}, and {Quantity.Bytes(coming)} are to come: that is tight, since Exchange adds to each message", Raise((used ?? 0) + wanted))
            : $"{room}, and {Quantity.Bytes(coming)} are to come";
    }

    private string Raise(long bytes)
    {
        var gigabytes = (long)Math.Ceiling(bytes / (double)(1L << 30)) + 1;
        return $"Set-Mailbox {state.Options.Mailbox} -UseDatabaseQuotaDefaults $false -ProhibitSendReceiveQuota {gigabytes}GB -ProhibitSendQuota {gigabytes}GB -IssueWarningQuota {gigabytes}GB. It can take two hours until the store knows.";
    }

    /// <summary>The sum over what a user sees; null where the server does not tell sizes.</summary>
    private async Task<long?> UsedAsync(CancellationToken cancellationToken)
    {
        long? sum = null;
        for (var (offset, page) = (0, 0); page < MostPages; page++)
        {
            var request = new FindFolder
            {
                Traversal = FolderTraversal.Deep,
                FolderShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = [FolderSize] },
                Page = new IndexedPageView(PageSize, offset),
                ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot],
            };
            var found = state.Connection.Unwrap((await state.Connection.SendAsync(client => client.FindFolderAsync(request, cancellationToken), cancellationToken))[0]);
            foreach (var size in found.Folders.Where(folder => folder.Kind != "SearchFolder").Select(folder => folder.Find(FolderSize)?.AsLong()).OfType<long>())
            {
                sum = Math.Min((sum ?? 0) + Math.Max(0, Math.Min(size, 1L << 50)), 1L << 60);
            }

            if (found.Page.IncludesLastItemInRange != false || found.Folders.Count == 0)
            {
                break;
            }

            offset += found.Folders.Count;
        }

        return sum;
    }
}
