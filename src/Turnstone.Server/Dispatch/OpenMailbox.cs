using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Transfer;

namespace Turnstone.Server.Dispatch;

/// <summary>Both ends of a pass and its journal, open. Disposing closes all of them.</summary>
internal sealed record OpenMailbox(ISourceMailbox Source, IDestinationMailbox Destination, IJournal Journal, PassSetup Setup) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Destination.DisposeAsync();
        await Source.DisposeAsync();
    }
}
