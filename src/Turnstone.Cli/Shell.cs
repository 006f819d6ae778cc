using Spectre.Console;

namespace Turnstone.Cli;

/// <summary>What surrounds the program: where it writes, what it reads, what time it is. Tests hand in another one.</summary>
internal sealed record Shell
{
    /// <summary>Results: what a script captures.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Faults and remarks: what a script leaves on the screen.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What is handed in: only commands that say so read it.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether a person watches <see cref="Out"/> and it can redraw lines.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns to write in.</summary>
    public int Width { get; init; } = 160;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>Asks the person at the keyboard for something that is not shown; null where there is none.</summary>
    public Func<string, string?> AskSecret { get; init; } = static _ => null;

    /// <summary>
    /// The way to a server. It follows no redirection: one from http to https would turn what is sent into a question.
    /// </summary>
    public Func<HttpMessageHandler> Network { get; init; } = static () => new SocketsHttpHandler { AllowAutoRedirect = false };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The real surroundings.</summary>
    public static Shell OfProcess()
    {
        var isTerminal = !Console.IsOutputRedirected && System.Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new Shell
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            IsTerminal = isTerminal,
            Width = isTerminal ? Math.Max(60, Console.WindowWidth) : 160,
            Environment = System.Environment.GetEnvironmentVariable,
            AskSecret = Console.IsInputRedirected ? static _ => null : SecretPrompt.Ask,
        };
    }

    /// <summary>A console for people on <see cref="Out"/>: colours and redrawing on a terminal, plain lines elsewhere.</summary>
    public IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });
        console.Profile.Width = Width;
        return console;
    }
}
