using Turnstone.Sandbox.Items;

namespace Turnstone.Sandbox.Store;

/// <summary>
/// Where mailboxes live. Properties are read once, at start; the mailbox in memory answers from then on and hands every change
/// here before its request is answered. Safe for many mailboxes at once; one mailbox commits one batch at a time.
/// </summary>
internal interface IMailStore : IAsyncDisposable
{
    /// <summary>What it keeps of a message.</summary>
    ContentForm Form { get; }

    /// <summary>Empty for a mailbox never committed.</summary>
    MailboxImage Load(string address);

    /// <summary>When this returns the batch is durable as far as the store is; when it throws nothing of it is.</summary>
    void Commit(string address, StoreBatch batch);

    /// <summary>The content as committed; null when there is none. The caller disposes the stream.</summary>
    Stream? OpenContent(string address, long contentId);
}
