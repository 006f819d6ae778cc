using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage;

/// <summary>
/// Whose journal: a pair of addresses of a workgroup, whichever of its mailboxes has them, for what was delivered is delivered. Two workgroups that move
/// the same addresses have a journal each; a mailbox whose address was corrected begins another, and finds the former again when the address is put back.
/// </summary>
/// <param name="WorkgroupId">The workgroup.</param>
/// <param name="Source">The address at the source; case is ignored.</param>
/// <param name="Destination">The address at the destination; case is ignored.</param>
public sealed record JournalIdentity(Guid WorkgroupId, SmtpAddress Source, SmtpAddress Destination);
