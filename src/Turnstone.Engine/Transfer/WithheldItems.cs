using Turnstone.Engine.Journal;

namespace Turnstone.Engine.Transfer;

/// <summary>Items that an interrupted run left in doubt and that may still arrive by themselves.</summary>
/// <param name="Folder">Their folder.</param>
/// <param name="Uids">Their UIDs.</param>
/// <param name="AskAfter">From this moment, by the clock of the waits, "not there" is final.</param>
internal sealed record WithheldItems(JournalFolder Folder, IReadOnlyList<uint> Uids, TimeSpan AskAfter);
