using Turnstone.Engine.Journal;
using Turnstone.Testing.Conformance;

namespace Turnstone.Tests.Storage;

public sealed class FencedJournalTests : JournalConformance, IDisposable
{
    private readonly StateDirectory _state = new();
    private TimeProvider _time = TimeProvider.System;
    private long _epoch;

    protected override Task<IJournal> CreateAsync(TimeProvider time) => _state.OpenFencedAsync(++_epoch, _time = time);

    protected override async Task<IJournal> ReopenAsync(IJournal journal)
    {
        await journal.DisposeAsync();
        return await _state.OpenFencedAsync(++_epoch, _time);
    }

    public void Dispose() => _state.Dispose();
}
