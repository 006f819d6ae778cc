using MimeKit;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>The MIME structure written anew: missing last boundaries closed, stray ones gone. The parts' own content is not touched.</summary>
internal sealed class ClosedParts : Rung
{
    public override string What => "MIME structure written anew with its missing boundaries";

    public override ItemContent? Apply(ItemContent content, PreparedItem item, ContentSpool spool)
    {
        using var stream = content.OpenRead();
        if (HeaderBlock.IsHopeless(stream))
        {
            return null;
        }

        stream.Position = 0;
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(stream, persistent: true);
        }
        catch (FormatException)
        {
            return null;
        }

        using (message)
        {
            if (message.Body is not Multipart)
            {
                return null;
            }

            var number = 0;
            foreach (var multipart in new MimeIterator(message).Multiparts())
            {
                // MimeKit writes a last boundary as it read it, missing ones as missing; a part built anew has one.
                multipart.Boundary = $"=_turnstone_{item.ContentKey}_{number++}";
            }

            using var writer = spool.Write(content.Length + 4096);
            message.WriteTo(WireFormat.Options, writer);
            return writer.Complete();
        }
    }
}

file static class Walking
{
    public static IEnumerable<Multipart> Multiparts(this MimeIterator iterator)
    {
        while (iterator.MoveNext())
        {
            if (iterator.Current is Multipart multipart)
            {
                yield return multipart;
            }
        }
    }
}
