namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>Mail that machines write about mail: bounces, receipts, requests for them.</summary>
internal static class ReportMail
{
    public static void Bounce(Letter letter, MimeOutput output)
    {
        var boundary = letter.Boundary(1);
        output.Line("Return-Path: <>").Line($"Date: {letter.DateText}")
            .Line("From: Mail Delivery System <MAILER-DAEMON@mail.old.example>").Addresses("To", letter.To)
            .Line("Subject: Undelivered Mail Returned to Sender").Line($"Message-ID: {letter.MessageId}")
            .Line("Auto-Submitted: auto-replied").Line("MIME-Version: 1.0")
            .Line($"Content-Type: multipart/report; report-type=delivery-status; boundary=\"{boundary}\"").Line()
            .Line($"--{boundary}").Line("Content-Type: text/plain; charset=us-ascii").Line()
            .Line("The mail below could not be delivered to its recipient.").Line()
            .Line($"--{boundary}").Line("Content-Type: message/delivery-status").Line()
            .Line("Reporting-MTA: dns; mail.old.example").Line($"Arrival-Date: {letter.DateText}").Line()
            .Line($"Final-Recipient: rfc822; {letter.From.Address}").Line("Action: failed").Line("Status: 5.1.1")
            .Line("Diagnostic-Code: smtp; 550 5.1.1 no such mailbox here").Line()
            .Line($"--{boundary}").Line("Content-Type: message/rfc822").Line();
        EverydayMail.Plain(letter with { From = letter.To, To = letter.From, MessageId = Inner(letter) }, output);
        output.Line().Line($"--{boundary}--");
    }

    public static void ReadReceipt(Letter letter, MimeOutput output)
    {
        var boundary = letter.Boundary(1);
        letter.Head(output)
            .Line($"Content-Type: multipart/report; report-type=disposition-notification; boundary=\"{boundary}\"").Line()
            .Line($"--{boundary}").Line("Content-Type: text/plain; charset=utf-8").Line()
            .Line("Your message was displayed. Whether it was read is another question.").Line()
            .Line($"--{boundary}").Line("Content-Type: message/disposition-notification").Line()
            .Line("Reporting-UA: desk.old.example; Sample Mail").Line($"Final-Recipient: rfc822;{letter.From.Address}")
            .Line($"Original-Message-ID: {Inner(letter)}").Line("Disposition: manual-action/MDN-sent-manually; displayed").Line()
            .Line($"--{boundary}--");
    }

    public static void ReceiptRequest(Letter letter, MimeOutput output)
    {
        letter.Head(output)
            .Line($"Disposition-Notification-To: <{letter.From.Address}>")
            .Line($"Return-Receipt-To: <{letter.From.Address}>")
            .Line("X-Priority: 1").Line("Importance: high");
        EverydayMail.TextPart(letter, output);
    }

    private static string Inner(Letter letter) => letter.MessageId.Replace("<", "<o.", StringComparison.Ordinal);
}
