using System.Runtime.CompilerServices;
using MailKit;
using MailKit.Net.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>A folder whose literals go to the spool, and that remembers what MailKit keeps to itself.</summary>
internal sealed class SpoolingImapFolder : ImapFolder
{
    private readonly ContentSpool _spool;

    public SpoolingImapFolder(ImapFolderConstructorArgs args, ContentSpool spool)
        : base(args)
    {
        _spool = spool;

        // An empty name is the root that MailKit invents for the namespace "".
        RawId = RawName(this) is { Length: > 0 } name ? new SourceFolderId(name) : null;
    }

    /// <summary>The name as the server lists it; null for the root, which is no folder.</summary>
    public SourceFolderId? RawId { get; }

    /// <summary>Whether the server has said how many messages there are; without that, MailKit's count is a zero that means nothing.</summary>
    public bool HasCount { get; private set; }

    /// <summary>Messages the server reported gone since the folder was examined.</summary>
    public long Expunged { get; private set; }

    /// <summary>Examines the folder; MailKit 4.18 takes it for closed when a server leaves out the [READ-ONLY] that RFC 9051 section 6.3.3 demands.</summary>
    public async Task ExamineAsync(CancellationToken cancellationToken)
    {
        Forget();
        await OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        if (Access == FolderAccess.None)
        {
            Access = FolderAccess.ReadOnly;
        }
    }

    protected override Stream CreateStream(UniqueId? uid, string section, int offset, int length) => new LiteralStream(_spool, length);

    protected override void OnCountChanged()
    {
        HasCount = true;
        base.OnCountChanged();
    }

    protected override void OnMessageExpunged(MessageEventArgs args)
    {
        Expunged++;
        base.OnMessageExpunged(args);
    }

    protected override void OnMessagesVanished(MessagesVanishedEventArgs args)
    {
        if (!args.Earlier)
        {
            Expunged += args.UniqueIds.Count;
        }

        base.OnMessagesVanished(args);
    }

    /// <summary>Forgets what the server said of the folder, or an old word would pass for a new one.</summary>
    private void Forget()
    {
        Expunged = 0;
        Count = 0;
        UidNext = null;
        UidValidity = 0;
    }

    // MailKit 4.18 decodes a name and keeps the raw one internal; encoding the decoded one again is not the same for names in broken
    // modified UTF-7 or raw 8-bit. The version is pinned and a test reads such a name.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EncodedName")]
    private static extern string RawName(ImapFolder folder);
}
