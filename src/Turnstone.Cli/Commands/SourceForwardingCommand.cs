using System.CommandLine;
using System.Text.Json;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Connectors.Forwarding;
using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone source forwarding</c>: how an old server sends on what still arrives at it.</summary>
internal sealed class SourceForwardingCommand : ShellCommand
{
    private readonly Option<string?> _family;
    private readonly Option<string?> _output;

    public SourceForwardingCommand()
        : base("forwarding", "Tells how the old server sends on what still arrives there after the cut-over, for one mailbox and for all. Asks no server.")
    {
        _family = Add("--family", "family", $"Whose server it is: {string.Join(", ", ForwardingTable.Words)}. test imap recognises it. Default: all.");
        _output = Add("--output", "text|json", "json: one object a family. Default text.");
    }

    public override Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        IReadOnlyList<ForwardingAdvice> chosen = ForwardingTable.All;
        if (parsed.Text(_family) is { } word)
        {
            if (ForwardingTable.TryParse(word, out var one))
            {
                chosen = [one];
            }
            else
            {
                findings.Refuse(_family.Name, $"\"{word}\" is none of its values.", $"Write {Choices.Of(ForwardingTable.Words)}.");
            }
        }

        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return Task.FromResult(ExitStatus.WrongUse);
        }

        foreach (var advice in chosen)
        {
            if (output == OutputForm.Json)
            {
                PrintJson(advice, shell);
            }
            else
            {
                PrintText(advice, shell);
            }
        }

        if (output == OutputForm.Text)
        {
            shell.Out.WriteLine("Whatever the server is");
            PrintLines("  ", ForwardingTable.Caveats, shell);
        }

        return Task.FromResult(ExitStatus.Fine);
    }

    private static void PrintText(ForwardingAdvice advice, Shell shell)
    {
        shell.Out.WriteLine(ServerFamilies.NameOf(advice.Family));
        shell.Out.WriteLine("  One mailbox");
        PrintLines("    ", advice.PerMailbox, shell);
        if (advice.ForAll.Count > 0)
        {
            shell.Out.WriteLine("  All of them");
            PrintLines("    ", advice.ForAll, shell);
        }

        if (advice.Caveats.Count > 0)
        {
            shell.Out.WriteLine("  To be minded");
            PrintLines("    ", advice.Caveats, shell);
        }

        shell.Out.WriteLine($"  See {advice.Documentation}");
        shell.Out.WriteLine();
    }

    private static void PrintLines(string indent, IReadOnlyList<string> lines, Shell shell)
    {
        foreach (var line in lines)
        {
            shell.Out.WriteLine($"{indent}{line}");
        }
    }

    private static void PrintJson(ForwardingAdvice advice, Shell shell) => shell.Out.WriteLine(JsonSerializer.Serialize(new
    {
        family = ForwardingTable.WordFor(advice.Family),
        perMailbox = advice.PerMailbox,
        forAll = advice.ForAll,
        caveats = advice.Caveats.Concat(ForwardingTable.Caveats),
        documentation = advice.Documentation,
    }));
}
