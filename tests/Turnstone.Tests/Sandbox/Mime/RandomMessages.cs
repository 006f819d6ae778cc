using Turnstone.Sandbox.Mime;

namespace Turnstone.Tests.Sandbox.Mime;

/// <summary>Stored messages of every shape, the same for the same seed.</summary>
internal sealed class RandomMessages(Random random)
{
    private static readonly string[] Words = ["", "a", "Grüße", "日本語", "😀", "\u0001", "=?x?=", "--b", "\"q\" \\", "a b", "Re: x"];
    private static readonly string[] Lines = ["", "\r\n", ".", "--_000_", "=20", "line ", "\tä", "\0", "From x"];

    public StoredMessage Next(int depth = 0) => new()
    {
        ItemClass = ItemClasses.Note,
        Subject = Maybe(Text),
        From = random.Next(2) == 0 ? Address() : null,
        Sender = random.Next(4) == 0 ? Address() : null,
        To = Many(4, Address),
        Cc = Many(3, Address),
        Bcc = Many(2, Address),
        ReplyTo = Many(2, Address),
        ClientSubmitTime = random.Next(3) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(random.Next()),
        InternetMessageId = Maybe(() => $"<{random.Next()}@x.example>"),
        InReplyTo = Maybe(() => "<0@x.example>"),
        References = Maybe(() => "<0@x.example> <1@x.example>"),
        Importance = (Importance)random.Next(3),
        Sensitivity = (Sensitivity)random.Next(4),
        IsReadReceiptRequested = random.Next(2) == 0,
        ReadReceiptTo = Many(2, Address),
        Headers = Many(5, () => new StoredHeader("X-" + random.Next(9), "v " + random.Next())),
        TextBody = Maybe(Body),
        HtmlBody = Maybe(Body),
        Calendar = random.Next(5) == 0 ? new StoredCalendar("REQUEST", Text()) : null,
        Report = random.Next(5) == 0 ? new StoredReport("delivery-status", Bytes()) : null,
        Secured = random.Next(5) == 0 ? new SecuredPayload(Bytes(), Bytes()) : null,
        Attachments = Many(depth < 3 ? 4 : 1, () => Attachment(depth)),
    };

    private StoredAttachment Attachment(int depth) => new()
    {
        FileName = "f" + Text(),
        ContentType = "image/png",
        ContentId = Maybe(Text),
        ContentLocation = Maybe(Text),
        Charset = Maybe(Text),
        IsInline = random.Next(2) == 0,
        Message = random.Next(3) == 0 ? Next(depth + 1) : null,
        Content = Bytes(),
    };

    private StoredAddress Address() => new(Text(), $"u{random.Next(99)}@x.example");

    private string Text() => string.Concat(Many(4, () => Words[random.Next(Words.Length)]));

    private string Body() => string.Concat(Many(30, () => Lines[random.Next(Lines.Length)] + Words[random.Next(Words.Length)]));

    private ReadOnlyMemory<byte> Bytes()
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string? Maybe(Func<string> text) => random.Next(3) == 0 ? null : text();

    private List<T> Many<T>(int most, Func<T> next) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => next())];
}
