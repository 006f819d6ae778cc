using MailKit;
using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap;

/// <summary>A folder that counts what went from it.</summary>
internal sealed class WatchedImapFolder(ImapFolderConstructorArgs args) : ImapFolder(args)
{
    /// <summary>Messages the server reported gone since the folder was examined.</summary>
    public long Expunged { get; private set; }

    /// <summary>Literals that have begun to come.</summary>
    public int Literals { get; private set; }

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
        HighestModSeq = 0;
        UidValidity = 0;
    }
}
