using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Server.Dispatch;

/// <summary>A source that is looked at, with what a pass over it would go by. Disposing it signs out.</summary>
/// <param name="Source">The mailbox.</param>
/// <param name="Options">The project's and mailbox's settings, of a full pass.</param>
/// <param name="Places">Where its folders went in earlier passes.</param>
internal sealed record OpenSource(ISourceMailbox Source, PassOptions Options, IReadOnlyDictionary<SourceFolderId, DestinationPath> Places) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
