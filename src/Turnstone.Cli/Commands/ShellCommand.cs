using System.CommandLine;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Commands;

/// <summary>A command that checks everything it was given before it starts anything.</summary>
internal abstract class ShellCommand(string name, string description) : Command(name, description)
{
    /// <summary>
    /// Runs with what was parsed; <paramref name="findings"/> already hold what the parser itself found wrong, so that a person hears of
    /// all faults at once. Returns the exit status.
    /// </summary>
    public abstract Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken);

    /// <summary>An option with one value, kept as text: it is checked with all the others, in our words.</summary>
    protected Option<string?> Add(string name, string placeholder, string description, params string[] aliases)
    {
        var option = new Option<string?>(name, aliases) { HelpName = placeholder, Description = description };
        Options.Add(option);
        return option;
    }

    /// <summary>An option that may be given several times, one value each.</summary>
    protected Option<string[]> AddMany(string name, string placeholder, string description)
    {
        var option = new Option<string[]>(name) { HelpName = placeholder, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        Options.Add(option);
        return option;
    }

    protected Option<bool> AddSwitch(string name, string description)
    {
        var option = new Option<bool>(name) { Description = description };
        Options.Add(option);
        return option;
    }

    /// <summary>
    /// An option nobody may use, known so that its value is neither repeated on the screen nor taken for another argument: a password on
    /// the command line is read by everyone who lists processes.
    /// </summary>
    protected Option<string?> AddForbiddenPassword(string name)
    {
        var option = new Option<string?>(name) { Hidden = true, Arity = ArgumentArity.ZeroOrOne };
        Options.Add(option);
        return option;
    }
}
