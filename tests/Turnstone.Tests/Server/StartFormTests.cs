using Turnstone.Client.Passes;
using Turnstone.Server.Passes;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What is chosen of a pass becomes what the contract takes.</summary>
public sealed class StartFormTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PreStage_IsBoundByAnAge_OrADateOfOnesOwn()
    {
        Assert.Equal(Now.AddDays(-90), new StartForm(PassKind.PreStage).Draft([], Now).OlderThan);

        var own = new StartForm(PassKind.PreStage) { Older = StartForm.OwnDate };
        Assert.NotNull(own.Faults(Now).At("olderThan"));
        own.OlderThan = Now.AddDays(-12);
        Assert.True(own.Faults(Now).AreNone);
        Assert.Equal((Now.AddDays(-12), (DateTimeOffset?)null), (own.Draft([], Now).OlderThan, own.Draft([], Now).NewerThan));
    }

    [Fact]
    public void Full_TakesTheNewestFirst_AndFlags()
    {
        var form = new StartForm(PassKind.Full) { Newer = "30", RefreshesFlags = true, Priority = "10", Verification = "Full" };

        var draft = form.Draft([], Now);

        Assert.Equal((Now.AddDays(-30), true, 10, "Full"), (draft.NewerThan, draft.RefreshFlags, draft.Priority, draft.Verification.ToString()));
        Assert.Null(new StartForm(PassKind.Full).Draft([], Now).NewerThan);
    }

    [Fact]
    public void Later_NeedsAMomentThatIsToCome()
    {
        var form = new StartForm(PassKind.Verify) { When = StartForm.Later };

        Assert.NotNull(form.Faults(Now).At("due"));
        form.Due = Now;
        Assert.NotNull(form.Faults(Now).At("due"));
        form.Due = Now.AddHours(1);
        Assert.True(form.Faults(Now).AreNone);
        Assert.Equal(Now.AddHours(1), form.Draft([], Now).Due);
        form.When = "now";
        Assert.Null(form.Draft([], Now).Due);
    }
}
