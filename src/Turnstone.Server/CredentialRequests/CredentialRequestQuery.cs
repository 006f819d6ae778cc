using System.ComponentModel.DataAnnotations;
using Turnstone.Client.CredentialRequests;

namespace Turnstone.Server.CredentialRequests;

/// <summary>Which requests for credentials are asked for.</summary>
/// <param name="State">Only those that stand there; null for all.</param>
/// <param name="Mailbox">Only those to this mailbox's user; null for all.</param>
/// <param name="Search">Part of the mailbox's address on either side, whatever its case; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record CredentialRequestQuery(
    QueryWord<CredentialRequestState>? State = null, Guid? Mailbox = null, string? Search = null, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
