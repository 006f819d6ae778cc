using System.Management.Automation.Language;
using Turnstone.Preparation.Exchange;
using Xunit;

namespace Turnstone.Scripts;

/// <summary>Every script there can be is one that Windows PowerShell understands.</summary>
public class ScriptSyntaxTests
{
    // What the scripts call besides Exchange and their own functions, with the parameters that Windows PowerShell 3.0 has of them.
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Set-StrictMode"] = ["Version"],
        ["New-Object"] = ["ArgumentList", "Property"],
        ["ConvertTo-Json"] = ["InputObject", "Compress"],
        ["ConvertFrom-Json"] = ["InputObject"],
        ["Test-Path"] = ["LiteralPath"],
        ["Join-Path"] = [],
        ["Get-Date"] = [],
        ["Write-Host"] = [],
        ["Write-Warning"] = [],
        ["Write-Progress"] = ["Activity", "Status", "PercentComplete", "Completed"],
        ["Read-Host"] = ["Prompt", "AsSecureString"],
        ["Where-Object"] = [],
        ["ForEach-Object"] = [],
        ["Out-Null"] = [],
    };

    private static readonly string[] Noisy = ["Add-", "Get-", "New-", "Remove-", "Set-"];

    [Fact]
    public void EveryCombinationOfAnswers_ParsesWithoutAnError()
    {
        var all = Answers.All().ToList();
        Assert.Equal(256, all.Count);

        foreach (var script in all.Select(ExchangeScripts.Make).SelectMany(scripts => new[] { scripts.Forward, scripts.Undo }).Distinct())
        {
            Parse(script);
        }
    }

    [Fact]
    public void Scripts_HaveNothingThatWindowsPowerShellLacks()
    {
        foreach (var script in Everything())
        {
            var tree = Parse(script);

            Assert.Empty(tree.FindAll(IsLater, searchNestedScriptBlocks: true).Select(node => node.Extent.Text));
            Assert.DoesNotContain(tree.FindAll(node => node is CommandAst, true).Cast<CommandAst>(), command => command.Redirections.Count > 0);
        }
    }

    [Fact]
    public void Scripts_CallExchangeThemselvesAndAFewCommandsOfOld()
    {
        foreach (var script in Everything())
        {
            var tree = Parse(script);
            var own = tree.FindAll(node => node is FunctionDefinitionAst, true).Cast<FunctionDefinitionAst>().Select(function => function.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var command in tree.FindAll(node => node is CommandAst, true).Cast<CommandAst>().Where(command => command.GetCommandName() is { } name && !own.Contains(name)))
            {
                var given = command.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName).ToList();
                if (Known.TryGetValue(command.GetCommandName(), out var parameters))
                {
                    Assert.Empty(given.Except(parameters, StringComparer.OrdinalIgnoreCase));
                    continue;
                }

                // All others are Exchange's. Its cmdlets are functions of a module in the remote shell, where the script's preference for errors does not reach.
                Assert.True(Noisy.Any(verb => command.GetCommandName().StartsWith(verb, StringComparison.Ordinal)), command.GetCommandName());
                Assert.Contains("ErrorAction", given);
                Assert.True(command.GetCommandName().StartsWith("Get-", StringComparison.Ordinal) || given.Contains("Confirm"), command.Extent.Text);
            }
        }
    }

    [Fact]
    public void Scripts_AreAscii_WithLinesOfDos()
    {
        foreach (var script in Everything())
        {
            Assert.DoesNotContain(script, c => c > '~' || (c < ' ' && c is not ('\r' or '\n')));
            Assert.Equal(script.Count(c => c == '\n'), script.Split("\r\n").Length - 1);
            Assert.StartsWith(PreparationScripts.Mark, script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void StepThatIsLeftOut_IsNotInTheScript()
    {
        var script = ExchangeScripts.Make(Answers.Plain with { Without = [ExchangeStep.Connectors, ExchangeStep.Throttling] }).Forward;

        Assert.DoesNotContain("Invoke-Step 'Message size of connectors'", script, StringComparison.Ordinal);
        Assert.DoesNotContain("Invoke-Step 'Throttling' -NeedsAccount", script, StringComparison.Ordinal);
        Assert.Contains("Invoke-Step 'Message size of mailboxes'", script, StringComparison.Ordinal);
    }

    internal static ScriptBlockAst Parse(string script)
    {
        var tree = Parser.ParseInput(script, out _, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Extent.StartLineNumber}: {error.Message}"));
        return tree;
    }

    private static IEnumerable<string> Everything() =>
        Answers.Accesses.SelectMany(access => ExchangeScripts.Make(Answers.Plain with { Access = access, CreatesAccount = true }) is var scripts ? new[] { scripts.Forward, scripts.Undo } : []);

    private static bool IsLater(Ast node) => node switch
    {
        TernaryExpressionAst or PipelineChainAst or UsingStatementAst or TypeDefinitionAst => true,
        PipelineAst pipeline => pipeline.Background,
        BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } => true,
        AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals } => true,
        MemberExpressionAst { NullConditional: true } or IndexExpressionAst { NullConditional: true } => true,

        // [type]::new() came with 5.0.
        InvokeMemberExpressionAst { Static: true, Member: StringConstantExpressionAst { Value: "new" } } => true,
        ScriptBlockAst { CleanBlock: not null } => true,
        _ => false,
    };
}
