using System.Globalization;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Mailboxes;

namespace Turnstone.Server.Licences;

/// <summary>The licences of a customer's people at a moment, asked for mailboxes.</summary>
/// <param name="now">The moment.</param>
/// <param name="licences">By person; each has one at most.</param>
/// <param name="people">Addresses by person.</param>
/// <param name="addresses">All their addresses, for comparing.</param>
internal sealed class LicencesAtHand(DateTimeOffset now, Dictionary<Guid, Licence>? licences, Dictionary<Guid, string> people, HashSet<string> addresses)
{
    /// <summary>Where passes need none.</summary>
    public static LicencesAtHand NotNeeded { get; } = new(default, null, [], []);

    /// <summary>The licence that a pass over the mailbox runs on; null where it needs none.</summary>
    public Guid? Of(Mailbox mailbox) => Find(mailbox)?.Id;

    /// <summary>Why a pass may not be submitted, as a code and in words; null where it may.</summary>
    public (string Code, string Message)? Refuse(Mailbox mailbox)
    {
        if (licences is null)
        {
            return null;
        }

        if (Find(mailbox) is { } licence)
        {
            return licence.Expires > now
                ? null
                : Needed($"The licence of {Name(mailbox)} expired on {licence.Expires.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}: apply another User Migration Bundle to them.");
        }

        return mailbox.CustomerUserId is not null || addresses.Contains(mailbox.SourceSearch) || addresses.Contains(mailbox.DestinationSearch)
            ? Needed($"{Name(mailbox)} has no licence: apply a User Migration Bundle to them first. Verifying, trials and retries need none.")
            : Needed($"Nobody among the customer's users has the address {mailbox.SourceAddress} or {mailbox.DestinationAddress}: add the user and apply a User Migration Bundle to them.");
    }

    private Licence? Find(Mailbox mailbox) => mailbox.CustomerUserId is { } user ? licences?.GetValueOrDefault(user) : null;

    private string Name(Mailbox mailbox) =>
        mailbox.CustomerUserId is { } user && people.TryGetValue(user, out var address) ? address
        : addresses.Contains(mailbox.DestinationSearch) ? mailbox.DestinationAddress
        : mailbox.SourceAddress;

    private static (string, string) Needed(string message) => (RefusalCodes.LicenceNeeded, message);
}
