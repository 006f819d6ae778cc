using Turnstone.Engine.Journal;
using Turnstone.Testing;
using Turnstone.Testing.Conformance;

namespace Turnstone.Tests.Journal;

public sealed class InMemoryJournalTests : JournalConformance
{
    protected override Task<IJournal> CreateAsync(TimeProvider time) => Task.FromResult<IJournal>(new InMemoryJournal(time));

    protected override Task<IJournal> ReopenAsync(IJournal journal) => Task.FromResult(journal);
}
