using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

/// <summary>Mailboxes of several projects with the same two addresses: they share a journal, so they are moved one after the other.</summary>
internal static class SamePair
{
    /// <summary>The mailboxes that cannot be begun now, because another with both their addresses is under way.</summary>
    public static IQueryable<Guid> HeldMailboxes(PlaneContext rows) =>
        from pass in rows.Passes
        where pass.State == PassState.Migrating || pass.State == PassState.Stopping
        join moving in rows.Mailboxes on pass.MailboxId equals moving.Id
        join other in rows.Mailboxes
            on new { moving.WorkgroupId, moving.SourceSearch, moving.DestinationSearch } equals new { other.WorkgroupId, other.SourceSearch, other.DestinationSearch }
        where other.Id != moving.Id
        select other.Id;
}
