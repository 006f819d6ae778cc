using Turnstone.Preparation.Exchange;
using Xunit;

namespace Turnstone.Scripts;

/// <summary>The scripts, run against an organisation that keeps its state.</summary>
public class ScriptRunTests
{
    public static TheoryData<int, bool, bool> Ways
    {
        get
        {
            var data = new TheoryData<int, bool, bool>();
            foreach (var access in Enumerable.Range(0, Answers.Accesses.Count))
            {
                data.Add(access, false, false);
                data.Add(access, true, true);
                data.Add(access, true, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ForwardTwiceAndBackOnce_RestoresTheFirstStateExactly(int access, bool creates, bool listed)
    {
        using var shell = new ManagementShell(Ask(access, creates, listed));
        Trouble(shell);
        var first = shell.State;

        var once = shell.Forward();
        var prepared = shell.State;
        var changes = shell.Changes;
        var twice = shell.Forward();

        once.Well();
        Assert.NotEqual(first, prepared);
        twice.Well();
        Assert.Contains("Nothing had to be changed.", twice.Text);
        Assert.Equal(changes, shell.Changes);
        Assert.Equal(prepared, shell.State);
        Assert.Equal(creates ? 1 : 0, shell.Prompts);

        var undone = shell.Undo();

        undone.Well();
        Assert.Equal(first, shell.State);
    }

    [Fact]
    public void SecondUndo_ChangesNothing()
    {
        using var shell = new ManagementShell(Ask(0, false, false));
        shell.Forward();
        shell.Undo();
        var changes = shell.Changes;

        var again = shell.Undo();

        again.Well();
        Assert.Contains("0 undone, 0 were as before already", again.Text);
        Assert.Equal(changes, shell.Changes);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void WhatIf_ChangesNothingAndWritesNoRecord(int access, bool creates, bool listed)
    {
        using var shell = new ManagementShell(Ask(access, creates, listed));
        Trouble(shell);
        var first = shell.State;

        var run = shell.Forward("WhatIf").Well();

        Assert.Equal(first, shell.State);
        Assert.Equal(0, shell.Changes);
        Assert.Equal(0, shell.Prompts);
        Assert.False(File.Exists(shell.RecordPath));
        Assert.Contains("0 changed", run.Text);
        Assert.DoesNotContain(" 0 would be changed", run.Text);
    }

    [Fact]
    public void WhatIfOfTheUndo_ChangesNothing()
    {
        using var shell = new ManagementShell(Ask(0, true, false));
        Trouble(shell);
        shell.Forward();
        var (prepared, record, changes) = (shell.State, File.ReadAllText(shell.RecordPath), shell.Changes);

        var run = shell.Undo("WhatIf");

        run.Well();
        Assert.Equal(prepared, shell.State);
        Assert.Equal(changes, shell.Changes);
        Assert.Equal(record, File.ReadAllText(shell.RecordPath));
        Assert.Contains("0 undone", run.Text);
        Assert.DoesNotContain("changed by somebody else", run.Warnings);
    }

    internal static ExchangeAnswers Ask(int access, bool creates, bool listed) => Answers.Plain with
    {
        Account = creates ? "new@new.example" : "svc@new.example",
        CreatesAccount = creates,
        Access = Answers.Accesses[access],
        Mailboxes = listed ? ["anna@new.example", "o'hara@new.example"] : null,
    };

    // An organisation where something is in the way of everything.
    internal static void Trouble(ManagementShell shell) => shell.Edit(
        """
        $o.Organisation.EwsEnabled = $false; $o.Organisation.EwsPolicy = 'EnforceAllowList'; $o.Organisation.EwsAllow = @('OWA/*')
        $o.Mailboxes[0].EwsPolicy = 'EnforceBlockList'; $o.Mailboxes[0].EwsBlock = @('Other*', 'Turnstone*')
        $o.Mailboxes[1].EwsEnabled = $false
        """);
}
