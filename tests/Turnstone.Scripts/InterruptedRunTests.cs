using Xunit;

namespace Turnstone.Scripts;

/// <summary>A run may end at any of its changes, and an undo as well: what was done is known, and comes back.</summary>
public class InterruptedRunTests
{
    [Theory]
    [InlineData("Once")]
    [InlineData("Gone")]
    [InlineData("Lost")]
    public void RunThatIsInterruptedAtAnyChange_IsUndone(string mode)
    {
        foreach (var access in new[] { 0, 2 })
        {
            using var shell = new ManagementShell(ScriptRunTests.Ask(access, creates: true, listed: true));
            ScriptRunTests.Trouble(shell);
            var first = shell.State;
            shell.Forward();
            var all = shell.Changes;
            var looked = 0;
            Assert.InRange(all, 12, 60);

            for (var change = 1; change <= all; change++)
            {
                shell.Reset();
                ScriptRunTests.Trouble(shell);
                shell.FailAt(change, mode);

                var broken = shell.Forward();
                shell.FailAt(0, "");
                var undone = shell.Undo();
                if (mode == "Lost" && shell.State != first)
                {
                    // An account or a scope that nobody could name any more once it was made: a person has to look whether it is ours.
                    Assert.Contains("was being changed when the run ended", undone.Warnings);
                    looked++;
                    undone = shell.Undo("Force");
                }

                Assert.True(broken.Error is not null, $"change {change} did not fail");
                Assert.True(undone.Error is null, $"change {change}: {undone.Error}");
                Assert.Equal(first, shell.State);
            }

            Assert.InRange(looked, 0, 2);
        }
    }

    [Fact]
    public void UndoThatIsInterrupted_IsFinishedByTheNext()
    {
        using var shell = new ManagementShell(ScriptRunTests.Ask(0, creates: true, listed: true));
        ScriptRunTests.Trouble(shell);
        var first = shell.State;
        shell.Forward();
        var all = shell.Changes;

        for (var change = 1; change <= all; change++)
        {
            shell.Reset();
            ScriptRunTests.Trouble(shell);
            shell.Forward();
            shell.FailAt(change, change % 2 == 0 ? "Gone" : "Lost");

            var broken = shell.Undo();
            shell.FailAt(0, "");
            var undone = shell.Undo();

            Assert.True(broken.Error is not null, $"change {change} did not fail");
            Assert.True(undone.Error is null, $"change {change}: {undone.Error}");
            Assert.Equal(first, shell.State);
        }
    }
}
