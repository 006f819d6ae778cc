using Microsoft.EntityFrameworkCore;
using MimeKit;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Mails;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Mail;

/// <summary>
/// Sends what waits in the outbox. Several processes may: each mail is taken by one. A process that is killed between the server's yes and its
/// own note of it leaves a mail that is sent again, under the same Message-ID; SMTP knows no way around that.
/// </summary>
internal sealed partial class MailSender(PlaneDatabase plane, Outbox outbox, SmtpSettings settings, TimeProvider time, ILogger<MailSender> logger)
{
    /// <summary>How long a mail is tried; then it is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>How long a mail that was sent or given up stays among the rows.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // How long a mail is its taker's: longer than sending one may last.
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>Tries every mail that is due, once.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        await using var door = new SmtpDoor(settings);
        while (await TakeAsync(cancellationToken) is { } mail)
        {
            await SendAsync(mail, door, cancellationToken);
        }
    }

    /// <summary>Removes what was sent or given up long ago.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.OutgoingMails.Where(row => row.Sent < before || row.GivenUp < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The mail that has been due longest, now this process's for a while; null where none is due.</summary>
    private async Task<OutgoingMail?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        while (true)
        {
            var now = time.GetUtcNow();
            var mail = await rows.OutgoingMails.AsNoTracking()
                .Where(row => row.Sent == null && row.GivenUp == null && row.Due <= now)
                .OrderBy(row => row.Due).ThenBy(row => row.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (mail is null)
            {
                return null;
            }

            // Attempts count who took it: of two at the same time one finds the number it read.
            mail.Attempts++;
            var taken = await Unsettled(rows, mail.Id, mail.Attempts - 1).ExecuteUpdateAsync(
                change => change.SetProperty(row => row.Attempts, mail.Attempts).SetProperty(row => row.Due, now + Taken), cancellationToken);
            if (taken == 1)
            {
                return mail;
            }
        }
    }

    private async Task SendAsync(OutgoingMail mail, SmtpDoor door, CancellationToken cancellationToken)
    {
        try
        {
            using var bounded = new CancellationTokenSource(LongestSending, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
            await door.SendAsync(MessageOf(mail), either.Token);
        }
        catch (Exception e) when (SmtpTrouble.IsKnown(e) && !cancellationToken.IsCancellationRequested)
        {
            await PutOffAsync(mail, e, cancellationToken);
            return;
        }

        // The server has it: this is written down even while the process is asked to stop.
        var now = time.GetUtcNow();
        await using var rows = plane.Open(new PlaneScope.House());
        await Unsettled(rows, mail.Id, mail.Attempts).ExecuteUpdateAsync(
            change => change.SetProperty(row => row.Sent, now).SetProperty(row => row.ProtectedContent, "").SetProperty(row => row.LastError, ""),
            CancellationToken.None);
    }

    private async Task PutOffAsync(OutgoingMail mail, Exception trouble, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = now + DelayAfter(mail.Attempts);
        var said = VisibleText.Of(trouble.Message);
        var reason = said[..Math.Min(said.Length, 500)];
        var isGivenUp = SmtpTrouble.IsFinal(trouble) || due > mail.Created + Patience;
        await using var rows = plane.Open(new PlaneScope.House());
        var row = Unsettled(rows, mail.Id, mail.Attempts);
        if (isGivenUp)
        {
            await row.ExecuteUpdateAsync(
                change => change.SetProperty(row => row.GivenUp, now).SetProperty(row => row.ProtectedContent, "").SetProperty(row => row.LastError, reason),
                cancellationToken);
            MailGivenUp(mail.Kind, mail.Id, mail.Attempts, trouble.GetType().Name);
        }
        else
        {
            await row.ExecuteUpdateAsync(change => change.SetProperty(row => row.Due, due).SetProperty(row => row.LastError, reason), cancellationToken);
            MailPutOff(mail.Kind, mail.Id, mail.Attempts, trouble.GetType().Name, due);
        }
    }

    private static TimeSpan DelayAfter(int attempts) => TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, FirstDelay.Ticks << Math.Min(attempts - 1, 10)));

    private static IQueryable<OutgoingMail> Unsettled(PlaneContext rows, Guid id, int attempts) =>
        rows.OutgoingMails.Where(row => row.Id == id && row.Attempts == attempts && row.Sent == null && row.GivenUp == null);

    private MimeMessage MessageOf(OutgoingMail mail)
    {
        var content = outbox.Open(mail);
        var sender = MailboxAddress.Parse(settings.Sender);
        var body = new BodyBuilder { TextBody = content.Text, HtmlBody = content.Html };
        foreach (var file in content.Attachments ?? [])
        {
            body.Attachments.Add(file.Name, file.Bytes, ContentType.Parse(file.MediaType));
        }

        var message = new MimeMessage
        {
            Subject = content.Subject,
            Date = mail.Created,
            MessageId = $"{mail.Id:N}@{sender.Domain}",
            Body = body.ToMessageBody(),
        };
        message.From.Add(sender);
        message.To.Add(MailboxAddress.Parse(mail.Recipient));

        // RFC 3834: so that no absence notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Kind} {Id} was not sent at attempt {Attempt} ({Trouble}) and is tried again at {Due}")]
    private partial void MailPutOff(string kind, Guid id, int attempt, string trouble, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Kind} {Id} was given up after {Attempt} attempts ({Trouble})")]
    private partial void MailGivenUp(string kind, Guid id, int attempt, string trouble);
}
