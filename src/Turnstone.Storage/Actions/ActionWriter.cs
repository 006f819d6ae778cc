using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Actions;

/// <summary>Turns what a context is about to save into lines of the action log, to be saved with it.</summary>
internal static class ActionWriter
{
    /// <summary>A line for each row that keeps a log and is added, changed or removed.</summary>
    public static IReadOnlyList<ActionEntry> Of(ChangeTracker tracker, Guid agentId, DateTimeOffset now)
    {
        tracker.DetectChanges();
        return [.. tracker.Entries<Owned>().Where(entry => entry.Entity is ILogged).Select(entry => EntryOf(entry, agentId, now)).OfType<ActionEntry>()];
    }

    private static ActionEntry? EntryOf(EntityEntry<Owned> entry, Guid agentId, DateTimeOffset now)
    {
        var changes = entry.State == EntityState.Modified ? Changes(entry).ToList() : [];
        var action = entry.State switch
        {
            EntityState.Added => "added",
            EntityState.Deleted => "removed",
            EntityState.Modified when changes.Count > 0 => "changed",
            _ => null,
        };
        return action is null ? null : new ActionEntry
        {
            At = now,
            AgentId = agentId,
            Kind = entry.Metadata.ClrType.Name,
            SubjectId = entry.Entity.Id,
            Subject = ((ILogged)entry.Entity).Called,
            Action = action,
            Details = string.Join('\n', changes),
        };
    }

    private static IEnumerable<string> Changes(EntityEntry entry) =>
        from property in entry.Properties
        where property.IsModified && !Equals(property.OriginalValue, property.CurrentValue)
        let name = property.Metadata.Name
        where !name.EndsWith("Search", StringComparison.Ordinal)
        select IsSecret(name) ? $"{name[SecretPrefix.Length..]}: changed" : $"{name}: {Shown(property.OriginalValue)} → {Shown(property.CurrentValue)}";

    private const string SecretPrefix = "Protected";

    // The rows' own convention: what is encrypted is called so.
    private static bool IsSecret(string name) => name.StartsWith(SecretPrefix, StringComparison.Ordinal);

    // The same whoever did it: a page's numbers and dates are its reader's.
    private static string Shown(object? value) => value switch
    {
        null or "" => "nothing",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
