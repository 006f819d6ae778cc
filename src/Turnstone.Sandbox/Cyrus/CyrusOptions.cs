using Turnstone.Sandbox.Imap;

namespace Turnstone.Sandbox.Cyrus;

/// <summary>What a Cyrus of the sandbox is started with.</summary>
public sealed record CyrusOptions
{
    /// <summary>The mailboxes; names are addresses in <see cref="Domain"/> without dots before the "@".</summary>
    public required IReadOnlyList<MailAccount> Accounts { get; init; }

    /// <summary>May open every mailbox with PLAIN's authorization id; default "cyrus".</summary>
    public MailAccount Administrator { get; init; } = new("cyrus", "cyrus' secret");

    /// <summary>The domain of the accounts; default <c>old.example</c>.</summary>
    public string Domain { get; init; } = "old.example";

    /// <summary>"/" between folder names (<c>unixhierarchysep</c>), the default; else "." as Cyrus had it before 3.0.</summary>
    public bool HasSlashes { get; init; } = true;

    /// <summary>Folders beside the inbox (<c>altnamespace</c>), the default; else below it, as Cyrus had it before 3.0.</summary>
    public bool HasFoldersBesideInbox { get; init; } = true;
}
