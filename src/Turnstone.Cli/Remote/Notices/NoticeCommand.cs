using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Commands;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary>A command about one kind of notice of a project.</summary>
internal abstract class NoticeCommand : RemoteCommand
{
    private readonly IReadOnlyDictionary<string, NoticeKind> _kinds;
    private readonly Argument<string?> _project;
    private readonly Argument<string?> _kind;

    protected NoticeCommand(string name, string description, IReadOnlyDictionary<string, NoticeKind> kinds)
        : base(name, description)
    {
        _kinds = kinds;
        _project = AddWord("project", "Name or id.");
        _kind = AddWord("kind", $"{Choices.Of(kinds.Keys)}.");
    }

    /// <summary>Reads what it needs to know besides; gives what is done.</summary>
    protected abstract Func<RemoteSession, Guid, NoticeKind, CancellationToken, Task<int>> ReadDeed(ParseResult parsed, Findings findings);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var kind = KindOf(parsed, findings);
        var deed = ReadDeed(parsed, findings);
        return async (session, cancellationToken) => await deed(session, (await session.Names.ProjectAsync(name, cancellationToken)).Id, kind, cancellationToken);
    }

    /// <summary>A day such as <c>2026-12-01</c>; null where the option is not given.</summary>
    protected static DateOnly? DayOf(ParseResult parsed, Option<string?> option, Findings findings)
    {
        if (parsed.Text(option) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        findings.Refuse(option.Name, $"\"{text}\" is no day.", "Write 2026-12-01.");
        return null;
    }

    private NoticeKind KindOf(ParseResult parsed, Findings findings)
    {
        var remedy = $"Write {Choices.Of(_kinds.Keys)}.";
        var word = parsed.Word(_kind, remedy, findings);
        if (_kinds.FirstOrDefault(kind => string.Equals(kind.Key, word, StringComparison.OrdinalIgnoreCase)) is { Key: not null } found)
        {
            return found.Value;
        }

        if (word.Length > 0)
        {
            findings.Refuse($"<{_kind.Name}>", $"\"{word}\" is none of the kinds.", remedy);
        }

        return default;
    }
}
