using System.Security.Cryptography;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>The one folder that a test writes into, and the keys of what it writes there.</summary>
internal static class TestFolder
{
    public const string Name = "Turnstone test (may be deleted)";

    /// <summary>Small items at most, however often the test is run.</summary>
    public const int MostItems = 20;

    public const string HowToRemove = $"To remove it, delete the folder \"{Name}\" in Outlook, as the mailbox's owner or anybody with FullAccess: Turnstone itself cannot delete.";

    private const uint ItemGeneration = 1;
    private const uint MessageGeneration = 2;

    public static DestinationPath Path { get; } = new(FolderRole.None, FolderPath.Of(Name));

    /// <summary>Of the small items, from 1 on.</summary>
    public static SourceKey ItemKey(SmtpAddress mailbox, int number) => new(Scope(mailbox), ItemGeneration, (uint)number);

    /// <summary>Of a message of a size, in kilobytes.</summary>
    public static SourceKey MessageKey(SmtpAddress mailbox, long bytes) => new(Scope(mailbox), MessageGeneration, (uint)(bytes / 1024));

    /// <summary>What a delivery would carry: read, dated last week, with a category.</summary>
    public static PreparedItem Prepare(SourceKey key, ItemContent content, DateTimeOffset now)
    {
        var received = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) - TimeSpan.FromDays(7);
        return new PreparedItem
        {
            Source = new SourceItem { Uid = key.Uid, Size = content.Length },
            SourceKey = key,
            ContentKey = ContentKey.FromDigest(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{key}"))),
            Content = content,
            Received = received,
            Sent = received,
            Flags = ItemFlags.Seen,
            Categories = ["Turnstone test"],
        };
    }

    private static string Scope(SmtpAddress mailbox) => SourceKey.ScopeOf(mailbox, new SourceFolderId("Turnstone test"));
}
