using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Mails;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Mail;

/// <summary>Where mails wait to be sent. A mail stands among the rows of what caused it and is saved with them.</summary>
internal sealed class Outbox(IDataProtectionProvider protection, ServerSettings settings, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Turnstone.Mail");

    /// <summary>Whether this server sends mail.</summary>
    public bool IsOpen => settings.Smtp is not null;

    /// <summary>Refuses where this server sends no mail: nobody is to wait for one.</summary>
    /// <exception cref="Refusal">No mail server is set.</exception>
    public void Require()
    {
        if (!IsOpen)
        {
            throw Refusal.Conflict(RefusalCodes.NoMail, "This server sends no mail: its operator has to name a mail server (TURNSTONE_SMTP_HOST) first.");
        }
    }

    /// <summary>Adds a mail to rows that are about to be saved.</summary>
    /// <param name="rows">Where what causes it stands.</param>
    /// <param name="recipient">The address it goes to.</param>
    /// <param name="kind">One of <see cref="MailKinds"/>.</param>
    /// <param name="values">What its templates tell, by name.</param>
    /// <param name="attachments">Files that come with it.</param>
    public async Task AddAsync(PlaneContext rows, string recipient, string kind, IReadOnlyDictionary<string, object> values, params MailAttachment[] attachments) =>
        Add(rows, recipient, kind, await MailTemplates.WriteAsync(kind, values) with { Attachments = attachments.Length == 0 ? null : attachments });

    /// <summary>Adds a mail that is written already.</summary>
    public void Add(PlaneContext rows, string recipient, string kind, MailContent content) => rows.Add(new OutgoingMail
    {
        Kind = kind,
        Recipient = recipient,
        ProtectedContent = _protector.Protect(JsonSerializer.Serialize(content)),
        Created = time.GetUtcNow(),
        Due = time.GetUtcNow(),
    });

    /// <summary>What a mail that waits says.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys it was encrypted with are gone.</exception>
    public MailContent Open(OutgoingMail mail) => JsonSerializer.Deserialize<MailContent>(_protector.Unprotect(mail.ProtectedContent))!;
}
