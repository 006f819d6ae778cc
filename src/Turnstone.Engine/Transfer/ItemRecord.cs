using Turnstone.Engine.Journal;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>What one item came to: for the journal, the count and, where there is something to say, the report.</summary>
internal sealed record ItemRecord(uint Uid, ItemOutcome Outcome, long Bytes, Settlement? Settlement, ItemNote? Note);
