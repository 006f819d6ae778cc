using Turnstone.Client.Mailboxes;

namespace Turnstone.Server.Lists;

/// <summary>What came of a list, whatever it lists.</summary>
/// <param name="Sound">Rows that are right.</param>
/// <param name="Added">What was added: all, or nothing.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Remarks">What is to be said of it although it is right.</param>
public sealed record ListOutcome(int Sound, int Added, IReadOnlyList<ListFaultInfo> Faults, IReadOnlyList<string> Remarks);
