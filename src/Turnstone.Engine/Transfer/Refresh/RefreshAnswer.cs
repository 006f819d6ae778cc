using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>What became of one item, and why where it failed.</summary>
internal readonly record struct RefreshAnswer(RefreshItem Item, RefreshOutcome Outcome, Failure? Why = null);
