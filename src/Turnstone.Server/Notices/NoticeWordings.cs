using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Notices;

/// <summary>Which words a notice is written in: the project's where it has any, the house's otherwise.</summary>
internal static partial class NoticeWordings
{
    /// <summary>Those of a project, ready to be filled in.</summary>
    public static async Task<NoticeWords> ReadAsync(PlaneContext rows, Guid project, NoticeKind kind, CancellationToken cancellationToken)
    {
        var own = await rows.NoticeTemplates.AsNoTracking().SingleOrDefaultAsync(row => row.ProjectId == project && row.Kind == kind, cancellationToken);

        // Checked when they were saved. Should a later version read them otherwise, people still hear of it.
        return (own is null ? null : TryParse(kind, own.Subject, own.Body, out _)) ?? OfTheHouse(kind);
    }

    /// <summary>The house's.</summary>
    public static NoticeWords OfTheHouse(NoticeKind kind)
    {
        var (subject, body) = MailTemplates.SourceOf(NoticeKinds.MailKindOf(kind));
        return TryParse(kind, subject, body, out var fault) ?? throw new InvalidOperationException($"The template for {kind} is not sound: {fault?.Message}");
    }

    /// <summary>Words that somebody wrote, ready to be filled in.</summary>
    /// <exception cref="Refusal">They cannot be; the field, the place and the remedy are told.</exception>
    public static NoticeWords Parse(NoticeKind kind, string subject, string body) =>
        TryParse(kind, subject, body, out var fault) ?? throw Refusal.Wrong(RefusalCodes.NoticeTemplate, fault!.Value.Message, fault.Value.Field);

    private static NoticeWords? TryParse(NoticeKind kind, string subject, string body, out (string Field, string Message)? fault)
    {
        var names = NoticeKinds.NamesOf(kind);
        var head = NoticeLanguage.Parse(subject, names, out var inSubject);
        var text = NoticeLanguage.Parse(body, names, out var inBody);
        fault = inSubject is not null ? ("subject", inSubject)
            : inBody is not null ? ("body", inBody)
            : kind == NoticeKind.CredentialsNeeded && !Link().IsMatch(body) ? ("body", "It does not say {{ link }}, without which nobody can answer: write it where the link is to stand.")
            : null;
        return fault is not null || head is null || text is null ? null : new NoticeWords(head, text);
    }

    [GeneratedRegex(@"\{\{-?\s*link\b", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
