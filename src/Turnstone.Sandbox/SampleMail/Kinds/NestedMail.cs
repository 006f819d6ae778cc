namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>A message forwarded as an attachment that holds a message forwarded as an attachment.</summary>
internal static class NestedMail
{
    public static void Write(Letter letter, MimeOutput output) => Write(letter, output, depth: 3);

    private static void Write(Letter letter, MimeOutput output, int depth)
    {
        if (depth == 0)
        {
            EverydayMail.Attachments(letter, output);
            return;
        }

        var boundary = letter.Boundary(10 + depth);
        letter.Head(output).Line($"Content-Type: multipart/mixed; boundary=\"{boundary}\"").Line().Line($"--{boundary}");
        EverydayMail.TextPart(letter, output);
        output.Line().Line($"--{boundary}").Line("Content-Type: message/rfc822").Line("Content-Disposition: attachment; filename=\"forwarded.eml\"").Line();
        var inner = letter with
        {
            From = letter.To,
            To = letter.From,
            Subject = $"Fwd: {letter.Subject}",
            MessageId = letter.MessageId.Replace("<", "<n.", StringComparison.Ordinal),
            Sent = letter.Sent.AddDays(-1),
        };
        Write(inner, output, depth - 1);
        output.Line().Line($"--{boundary}--");
    }
}
