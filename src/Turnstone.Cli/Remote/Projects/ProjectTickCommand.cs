using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Projects;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project tick</c>: what a person says of a step of the runbook, or takes back.</summary>
internal sealed class ProjectTickCommand : RemoteCommand
{
    private static readonly Dictionary<string, RunbookStep> Steps = Enum.GetValues<RunbookStep>().ToDictionary(Shown.Word, StringComparer.OrdinalIgnoreCase);

    private readonly Argument<string?> _project;
    private readonly Argument<string?> _step;
    private readonly Option<bool> _notNeeded;
    private readonly Option<string?> _note;
    private readonly Option<bool> _takeBack;

    public ProjectTickCommand()
        : base("tick", "Says of a step of a project's runbook that it was done, or that this move does without it. What happened cannot be overruled.")
    {
        _project = AddWord("project", "Name or id.");
        _step = AddWord("step", "The step, as project runbook calls it, such as prepareSource.");
        _notNeeded = AddSwitch("--not-needed", "This move does without it; --note says why.");
        _note = Add("--note", "text", "What is worth knowing; it stands in the hand-over report.");
        _takeBack = AddSwitch("--take-back", "Takes back what was said of it.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var word = parsed.Word(_step, $"Write one of {string.Join(", ", Steps.Keys)}.", findings);
        if (!Steps.TryGetValue(word, out var step) && word.Length > 0)
        {
            findings.Refuse("<step>", $"\"{word}\" is no step of the runbook.", $"Write one of {string.Join(", ", Steps.Keys)}.");
        }

        var (isNotNeeded, note, takesBack) = (parsed.IsSet(_notNeeded), parsed.Text(_note), parsed.IsSet(_takeBack));
        if (isNotNeeded && note is null)
        {
            findings.Refuse(_notNeeded.Name, "It does not say why.", $"Write {_note.Name} as well.");
        }

        if (takesBack && (isNotNeeded || note is not null))
        {
            findings.Refuse(_takeBack.Name, "It goes with nothing that is said of the step.", $"Leave out {_notNeeded.Name} and {_note.Name}.");
        }

        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.Show(
                takesBack
                    ? await session.Client.UntickRunbookAsync(project.Id, step, cancellationToken)
                    : await session.Client.TickRunbookAsync(project.Id, step, new RunbookTickDraft { IsDone = !isNotNeeded, Note = note }, cancellationToken),
                RunbookView.Of);
        };
    }
}
