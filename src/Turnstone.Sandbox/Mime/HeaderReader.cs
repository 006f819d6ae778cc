using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>Message headers to properties. A header that has a property leaves the list of kept headers; the first of its name wins.</summary>
internal static class HeaderReader
{
    private static readonly DateTimeOffset FirstFileTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="message">The parsed message.</param>
    /// <param name="isSecured">Whether the content headers travel with a signed or encrypted payload.</param>
    public static StoredMessage Read(MimeMessage message, bool isSecured)
    {
        Harvest harvest = new();
        foreach (Header header in message.Headers)
        {
            harvest.Add(header);
        }

        if (message.Body is { } body && !isSecured)
        {
            foreach (Header header in body.Headers)
            {
                if (header.Id is HeaderId.ContentLanguage)
                {
                    harvest.Keep(header);
                }
            }
        }

        return harvest.ToMessage();
    }

    private sealed class Harvest
    {
        private readonly List<StoredAddress> _from = [];
        private readonly List<StoredAddress> _sender = [];
        private readonly List<StoredAddress> _to = [];
        private readonly List<StoredAddress> _cc = [];
        private readonly List<StoredAddress> _bcc = [];
        private readonly List<StoredAddress> _replyTo = [];
        private readonly List<StoredAddress> _receiptTo = [];
        private readonly List<StoredHeader> _kept = [];
        private string? _subject;
        private string? _messageId;
        private string? _inReplyTo;
        private string? _references;
        private DateTimeOffset? _date;
        private Importance? _importance;
        private Importance? _priority;
        private Sensitivity _sensitivity;

        public void Add(Header header)
        {
            switch (header.Id)
            {
                case HeaderId.Subject:
                    _subject ??= HeaderText.Decoded(header);
                    break;
                case HeaderId.From:
                    AddressReader.Read(header, _from);
                    break;
                case HeaderId.Sender:
                    AddressReader.Read(header, _sender);
                    break;
                case HeaderId.To:
                    AddressReader.Read(header, _to);
                    break;
                case HeaderId.Cc:
                    AddressReader.Read(header, _cc);
                    break;
                case HeaderId.Bcc:
                    AddressReader.Read(header, _bcc);
                    break;
                case HeaderId.ReplyTo:
                    AddressReader.Read(header, _replyTo);
                    break;
                case HeaderId.DispositionNotificationTo or HeaderId.ReturnReceiptTo:
                    AddressReader.Read(header, _receiptTo);
                    break;
                case HeaderId.Date:
                    _date ??= ReadDate(header);
                    break;
                case HeaderId.MessageId:
                    _messageId ??= HeaderText.KeptOrNull(header);
                    break;
                case HeaderId.InReplyTo:
                    _inReplyTo ??= HeaderText.KeptOrNull(header);
                    break;
                case HeaderId.References:
                    _references ??= HeaderText.KeptOrNull(header);
                    break;
                case HeaderId.Importance:
                    _importance ??= ReadImportance(header);
                    break;
                case HeaderId.Priority or HeaderId.XPriority or HeaderId.XMSMailPriority:
                    _priority ??= ReadImportance(header);
                    break;
                case HeaderId.Sensitivity:
                    _sensitivity = ReadSensitivity(header);
                    break;
                case HeaderId.MimeVersion:
                    break;
                default:
                    Keep(header);
                    break;
            }
        }

        public void Keep(Header header)
        {
            if (ExchangeHeaders.IsName(header.Field) && !ExchangeHeaders.IsGenerated(header.Field))
            {
                _kept.Add(new StoredHeader(header.Field, HeaderText.Kept(header)));
            }
        }

        public StoredMessage ToMessage() => new()
        {
            Subject = _subject,
            From = _from is [var from, ..] ? from : null,
            Sender = _sender is [var sender, ..] ? sender : null,
            To = _to,
            Cc = _cc,
            Bcc = _bcc,
            ReplyTo = _replyTo,
            ClientSubmitTime = _date,
            InternetMessageId = _messageId,
            InReplyTo = _inReplyTo,
            References = _references,
            Importance = _importance ?? _priority ?? Importance.Normal,
            Sensitivity = _sensitivity,
            IsReadReceiptRequested = _receiptTo.Count > 0,
            ReadReceiptTo = [.. _receiptTo.Distinct()],
            Headers = _kept,
        };
    }

    // PidTagClientSubmitTime is a FILETIME: what lies before 1601 cannot be kept.
    private static DateTimeOffset? ReadDate(Header header) =>
        DateText.Read(header.Value) is { } date && date >= FirstFileTime ? date.ToUniversalTime() : null;

    private static Importance? ReadImportance(Header header) => HeaderText.Kept(header).ToLowerInvariant() switch
    {
        ['h', 'i', 'g', 'h', ..] or "urgent" or ['1', ..] or ['2', ..] => Importance.High,
        ['l', 'o', 'w', ..] or "non-urgent" or ['4', ..] or ['5', ..] => Importance.Low,
        ['n', 'o', 'r', 'm', 'a', 'l', ..] or ['3', ..] => Importance.Normal,
        _ => null,
    };

    private static Sensitivity ReadSensitivity(Header header) => HeaderText.Kept(header).ToLowerInvariant() switch
    {
        "personal" => Sensitivity.Personal,
        "private" => Sensitivity.Private,
        "company-confidential" => Sensitivity.CompanyConfidential,
        _ => Sensitivity.Normal,
    };
}
