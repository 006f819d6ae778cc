using System.Security.Cryptography;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Testing;

/// <summary>Plain items ready to be delivered, with UIDs from 1 on. Owns their content.</summary>
public sealed class PreparedBatch : IDisposable
{
    public PreparedBatch(int count) => Items = [.. Enumerable.Range(1, count).Select(Prepare)];

    public IReadOnlyList<PreparedItem> Items { get; }

    public void Dispose()
    {
        foreach (var item in Items)
        {
            item.Content.Dispose();
        }
    }

    private static PreparedItem Prepare(int number)
    {
        var message = SeedMessage.Plain(number);
        using var writer = new ContentSpool().Write(message.Content.Length);
        writer.Write(message.Content.Span);
        return new PreparedItem
        {
            Source = new SourceItem { Uid = (uint)number, Size = message.Content.Length, Received = message.Received },
            SourceKey = new SourceKey(
                SourceKey.ScopeOf(SmtpAddress.Parse("anna@old.example"), new SourceFolderId("INBOX")), UidValidity: 7, (uint)number),
            ContentKey = ContentKey.FromDigest(SHA256.HashData(message.Content.Span)),
            Content = writer.Complete(),
            Received = message.Received!.Value,
        };
    }
}
