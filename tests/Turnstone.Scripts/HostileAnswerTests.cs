using System.Management.Automation;
using System.Management.Automation.Language;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Preparation.Exchange;
using Xunit;

namespace Turnstone.Scripts;

/// <summary>What somebody typed, or wrote into a list, is text in a script and never part of the program.</summary>
public sealed class HostileAnswerTests : IDisposable
{
    private readonly PowerShell _shell = PowerShell.Create();

    private static readonly string[] Pieces =
    [
        "'", "\"", "`", "$", "$(", ")", "{", "}", ";", "&", "|", "#", "#>", "<#", "@", "@'", "'@", "\u2018", "\u2019", "\u201A", "\u201B", "\u201C", "\u201D", "\u201E", "\u2013", "\u00A0", "\u0085", "\u2028",
        "Remove-Item", "a", "Z", "9", ",", "..", "[char]39", "%{", "\\", "/", "é", "\uD834\uDD1E", "\u202E", "-WhatIf:$false", "\uFEFF",
    ];

    [Fact]
    public void Address_StaysOneTextOfItsList() => Holds(Pieces.Where(piece => !piece.Any(char.IsWhiteSpace) && !piece.Any(char.IsControl)), text =>
    {
        string[] mailboxes = [$"{text}@new.example", $"x@{text}", "plain@new.example"];
        var answers = Answers.Plain with { Mailboxes = mailboxes };
        if (answers.Check().Count > 0)
        {
            return;
        }

        Assert.Equal(mailboxes.Distinct(StringComparer.OrdinalIgnoreCase), Value(ExchangeScripts.Make(answers).Forward, "Mailboxes"));
    });

    [Fact]
    public void NamesAndFilters_StayTextsToo() => Holds(Pieces.Where(piece => !piece.Any(char.IsControl)), text =>
    {
        var name = $"n{text.Replace(";", "", StringComparison.Ordinal)}n";
        var answers = Answers.Plain with
        {
            Account = $"{string.Concat(text.Where(c => !char.IsWhiteSpace(c)))}x@new.example",
            Name = name,
            AccountName = name,
            Database = name,
            OrganizationalUnit = name,
            Access = new MailboxAccess.ImpersonateFiltered(name),
        };
        if (answers.Check().Count > 0)
        {
            return;
        }

        var script = ExchangeScripts.Make(answers).Forward;

        Assert.Equal([answers.Account], Value(script, "AccountAddress"));
        foreach (var variable in new[] { "AccountName", "AccountDatabase", "AccountUnit", "ThrottlingPolicy", "ImpersonationName", "ImpersonationFilter" })
        {
            Assert.Equal([name], Value(script, variable));
        }
    });

    [Theory]
    [InlineData("a\nb@new.example")]
    [InlineData("a b@new.example")]
    [InlineData("*@new.example")]
    [InlineData("a?@new.example")]
    [InlineData("@new.example")]
    [InlineData("anna")]
    public void AddressThatIsNone_IsRefused(string address)
    {
        var answers = Answers.Plain with { Mailboxes = [address] };

        Assert.Equal(nameof(ExchangeAnswers.Mailboxes), Assert.Single(answers.Check()).Answer);
        Assert.Throws<ArgumentException>(() => ExchangeScripts.Make(answers));
    }

    [Fact]
    public void GlobalPolicysName_IsRefused() => Assert.Equal(nameof(ExchangeAnswers.Name), Assert.Single((Answers.Plain with { Name = "globalthrottlingpolicy_1" }).Check()).Answer);

    public void Dispose() => _shell.Dispose();

    // The tree says that the block of answers is made of nothing but texts, and running that one assignment, which can do nothing else then, says which.
    private IReadOnlyList<string> Value(string script, string variable)
    {
        var tree = ScriptSyntaxTests.Parse(script);
        var assignment = Assert.Single(tree.EndBlock.Statements.OfType<AssignmentStatementAst>(), statement => statement.Left.Extent.Text == $"${variable}");
        Assert.DoesNotContain(assignment.Right.FindAll(node => node is CommandAst or VariableExpressionAst or ExpandableStringExpressionAst or InvokeMemberExpressionAst or SubExpressionAst or ScriptBlockExpressionAst, true), _ => true);

        _shell.Commands.Clear();
        return [.. _shell.AddScript(assignment.Right.Extent.Text).Invoke().Select(value => (string)value.BaseObject)];
    }

    private static void Holds(IEnumerable<string> pieces, Action<string> law) =>
        Prop.ForAll(Arb.From(Gen.Elements(pieces.ToArray()).ListOf().Select(list => string.Concat(list.Take(8)))), law).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
