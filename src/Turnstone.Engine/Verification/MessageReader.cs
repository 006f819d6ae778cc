using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Verification;

/// <summary>
/// Reads a message for comparison. Content stays in its stream and passes through as digests, so that a large message costs no more
/// memory than a small one; whatever a stranger nested, nothing here recurses with it.
/// </summary>
internal static class MessageReader
{
    /// <summary>Messages in messages that are followed. Exchange refuses far fewer (ErrorAttachmentNestLevelLimitExceeded).</summary>
    private const int DeepestMessage = 64;

    /// <summary>MimeKit goes down one call a level of its tree; what lies deeper is left as the bytes of one part.</summary>
    private const int DeepestPart = 200;

    /// <summary>Longest header that is parsed: a word of it costs an object in MimeKit, so that 7 MB were measured to take 320 MB of memory.</summary>
    private const int LongestHead = 2_500_000;

    /// <summary>What is looked at first; hardly a header is longer.</summary>
    private const int UsualHead = 32 << 10;

    /// <summary>Parts of one message that are looked at; finding each its counterpart takes time by the square.</summary>
    private const int MostParts = 10_000;

    /// <param name="stream">The message, seekable; read until this returns.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static MessageFacts Read(Stream stream, CancellationToken cancellationToken)
    {
        var facts = new MessageFacts();
        if (WithReadableHead(stream) is not { } readable || HeaderBlock.IsHopeless(readable))
        {
            facts.IsBeyondReach = true;
            return facts;
        }

        stream = readable;
        stream.Position = 0;

        var options = new ParserOptions { MaxMimeDepth = DeepestPart };
        var raw = new Dictionary<MimeEntity, (long Start, long End)>(ReferenceEqualityComparer.Instance);
        var parser = new MimeParser(options, stream, MimeFormat.Entity, persistent: true);
        parser.MimeEntityEnd += (_, end) =>
        {
            if (end.Entity is MessagePart || IsSigned(end.Entity))
            {
                raw[end.Entity] = (end.HeadersEndOffset, end.EndOffset);
            }
        };
        try
        {
            ReadTree(parser.ParseMessage(cancellationToken), options, new Source(stream, raw), facts, cancellationToken);
        }
        catch (FormatException)
        {
            // Not one line of it is a header: it is all text.
            facts.Parts.Clear();
            facts.Fields.Clear();
            facts.Parts.Add(LeafOf(null, 1, () => new Window(stream, 0, stream.Length)));
        }

        return facts;
    }

    private static void ReadTree(MimeMessage top, ParserOptions options, Source source, MessageFacts topFacts, CancellationToken cancellationToken)
    {
        var messages = new Stack<(MimeMessage Message, MessageFacts Facts, int Depth)>([(top, topFacts, 1)]);
        var entities = new Stack<(MimeEntity Entity, bool IsInAlternative)>();
        while (messages.TryPop(out var next))
        {
            var facts = next.Facts;
            FieldReader.Read(next.Message.Headers, options, facts);
            if (next.Message.Body is not { } root)
            {
                continue;
            }

            if (SealOf(root, source) is { } seal)
            {
                facts.Parts.Add(new PartFacts.Sealed("part 1", seal));
                continue;
            }

            entities.Push((root, false));
            while (entities.TryPop(out var open))
            {
                var entity = open.Entity;
                cancellationToken.ThrowIfCancellationRequested();
                var number = facts.Parts.Count + 1;
                if (number > MostParts)
                {
                    facts.IsBeyondReach = true;
                    entities.Clear();
                    break;
                }

                switch (entity)
                {
                    case Multipart multipart:
                        var isInAlternative = open.IsInAlternative || multipart.ContentType.IsMimeType("multipart", "alternative");
                        for (var i = multipart.Count - 1; i >= 0; i--)
                        {
                            entities.Push((multipart[i], isInAlternative));
                        }

                        break;
                    case MessagePart { Message: { } inner } and not TextRfc822Headers:
                        var nested = new MessageFacts { IsBeyondReach = next.Depth >= DeepestMessage };
                        facts.Parts.Add(new PartFacts.Nested(Place(number), nested));
                        if (!nested.IsBeyondReach)
                        {
                            messages.Push((inner, nested, next.Depth + 1));
                        }

                        break;
                    default:
                        facts.Parts.Add(LeafOf(entity, number, () => source.Open(entity)) with { MayBeBody = open.IsInAlternative && !entity.IsAttachment });
                        break;
                }
            }
        }
    }

    private static PartFacts.Leaf LeafOf(MimeEntity? entity, int number, Func<Stream> open)
    {
        var type = entity?.ContentType;
        var isText = type is null || type.MediaType.Equals("text", StringComparison.OrdinalIgnoreCase);
        var subtype = type?.MediaSubtype.ToLowerInvariant() ?? "plain";
        var name = LegitimateChanges.CleanName(entity?.ContentDisposition?.FileName) ?? LegitimateChanges.CleanName(type?.Name);
        using var stream = open();
        var bytes = Convert.ToHexStringLower(SHA256.HashData(stream));
        var (text, isEmpty) = isText ? TextDigest.Of(open, type?.Charset, subtype == "html") : (null, false);
        return new PartFacts.Leaf(
            Place(number), bytes, text, subtype, name, LegitimateChanges.CleanName(entity?.ContentId),
            IsFile: !isText || name is not null || entity is { IsAttachment: true }, isEmpty);
    }

    /// <summary>The digest of a signed or encrypted entity at the top of a message; null where there is none.</summary>
    private static string? SealOf(MimeEntity root, Source source)
    {
        if (IsPkcs(root))
        {
            // LegitimateChanges.PkcsEncoding.
            using var decoded = source.Open(root);
            return "pkcs " + Convert.ToHexStringLower(SHA256.HashData(decoded));
        }

        if (!IsSigned(root) || !source.Raw.ContainsKey(root))
        {
            return null;
        }

        using var bytes = source.Open(root);
        return $"signed {root.ContentType.Boundary} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    private static bool IsSigned(MimeEntity entity) => entity is Multipart && entity.ContentType.IsMimeType("multipart", "signed");

    private static bool IsPkcs(MimeEntity entity) =>
        entity.ContentType.IsMimeType("application", "pkcs7-mime") || entity.ContentType.IsMimeType("application", "x-pkcs7-mime");

    private static string Place(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"part {number}");

    /// <summary>The message with its giant fields on one line each; null where its header has no end within reason.</summary>
    private static Stream? WithReadableHead(Stream stream)
    {
        foreach (var size in (ReadOnlySpan<int>)[UsualHead, LongestHead])
        {
            var head = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                stream.Position = 0;
                var read = head.AsMemory(0, stream.ReadAtLeast(head.AsSpan(0, size), size, throwOnEndOfStream: false));
                var end = HeaderBlock.EndOf(read.Span);
                if (end < 0 && read.Length == size)
                {
                    continue;
                }

                var block = end < 0 ? read : read[..end];
                var unfolded = HeaderBlock.Unfold(block);
                return unfolded.Equals(block) ? stream : new SplicedStream(unfolded, stream, block.Length);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(head);
            }
        }

        return null;
    }

    /// <summary>Where the parts' bytes are.</summary>
    private sealed record Source(Stream Stream, Dictionary<MimeEntity, (long Start, long End)> Raw)
    {
        public Stream Open(MimeEntity entity) =>
            Raw.TryGetValue(entity, out var range) ? new Window(Stream, range.Start, range.End)
            : entity is MimePart { Content: { } content } ? content.Open()
            : Stream.Null;
    }
}
