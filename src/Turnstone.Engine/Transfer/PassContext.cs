using System.Collections.Concurrent;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer;

/// <summary>What the stages of one running pass share.</summary>
internal sealed record PassContext
{
    public required ISourceMailbox Source { get; init; }

    public required IDestinationMailbox Destination { get; init; }

    public required IJournal Journal { get; init; }

    public required PassSetup Setup { get; init; }

    public required TimeProvider Time { get; init; }

    public required Ledger Ledger { get; init; }

    public required Recorder Recorder { get; init; }

    /// <summary>Every wait of this pass.</summary>
    public required Waits Waits { get; init; }

    /// <summary>What was copied, as far as verification needs to know.</summary>
    public required CopyLog Copies { get; init; }

    /// <summary>The source side's patience.</summary>
    public required Patience AtSource { get; init; }

    /// <summary>The destination side's patience.</summary>
    public required Patience AtDestination { get; init; }

    /// <summary>Where repaired copies of messages wait.</summary>
    public ContentSpool Spool { get; } = new();

    /// <summary>Items whose request may still be at work at the destination: asked about again before they are sent again.</summary>
    public ConcurrentBag<LateItem> Late { get; } = [];
}
