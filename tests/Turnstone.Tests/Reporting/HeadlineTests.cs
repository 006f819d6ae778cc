using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Reporting;

public class HeadlineTests
{
    [Fact]
    public void EverythingThere_IsSaidPlainly()
    {
        var report = SampleReport.Make() with { Mailboxes = [SampleReport.Sound()] };

        Assert.Equal("1 mailbox, 3 messages, all there.", Headline.Of(report));
    }

    [Fact]
    public void Plan_SaysWhatIsToCopy() => Assert.Equal(
        "1 mailbox, 3,413 messages: 3,001 (225 MB) to copy, 400 there, 12 left by rule. Estimated time 4:06.",
        Headline.Of(SampleReport.Plan()));

    [Fact]
    public void MixedRun_NamesFailuresFirst() =>
        Assert.Equal(
            "1 of 3 mailboxes failed. 3 mailboxes, 8 messages: 5 there, 1 left for a later pass, 2 could not be copied. 1 message is not as at the source.",
            Headline.Of(SampleReport.Make()));

    [Fact]
    public void Verification_SpeaksOfMailboxes()
    {
        var verified = new MailboxResult(SampleReport.Sound().Report with { Pass = PassKind.Verify, Folders = [] });

        Assert.Equal(
            "2 mailboxes ready: both sides answer and let us in.",
            Headline.Of(SampleReport.Make() with { Mailboxes = [verified, verified] }));
    }

    [Fact]
    public async Task Problems_ComeByCauseWithTheirCount()
    {
        var problems = await ProblemList.GatherAsync(SampleReport.Make().Mailboxes, CancellationToken.None);

        Assert.Equal(["source/sign-in", "destination/item-too-large", "verification/different"], problems.Select(problem => problem.Code.Value));
        Assert.Equal(2, problems[1].Count);
        Assert.Equal("bert@old.example, INBOX, UID 9", problems[1].Example);
    }

    [Fact]
    public void Comparison_IsToldForTheWholeRun()
    {
        var sound = SampleReport.Make() with { Mailboxes = [SampleReport.Sound(), SampleReport.Sound()] };

        Assert.Equal("Content of 4 messages compared (sample), all as at the source.", VerificationSentence.Of(sound));
        Assert.Equal("Content of 4 messages compared (full), 1 not as at the source.", VerificationSentence.Of(SampleReport.Make()));
        Assert.Equal("Content was not compared.", VerificationSentence.Of(VerificationResult.None));
    }
}
