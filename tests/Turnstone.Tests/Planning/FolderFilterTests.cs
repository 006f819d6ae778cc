using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Xunit;

namespace Turnstone.Tests.Planning;

/// <summary>The filter leaves out what it matches; the examples are those operators bring with them.</summary>
public class FolderFilterTests
{
    private static readonly string[] Folders = ["INBOX", "INBOX/Sub", "Inboxes", "All Mail", "All Mail/2019", "Folder1", "Folder2", "Folder3", "Folder3/x"];

    [Theory]
    [InlineData("^All Mail$", "All Mail")]
    [InlineData("^Inbox/", "INBOX/Sub")]
    [InlineData("(^Inbox$|^Inbox/)", "INBOX,INBOX/Sub")]
    [InlineData("(^Folder1$|^Folder2$|^Folder3/)", "Folder1,Folder2,Folder3/x")]
    [InlineData("^(?!Inbox$|Inbox/)", "Inboxes,All Mail,All Mail/2019,Folder1,Folder2,Folder3,Folder3/x")]
    [InlineData("^(?!(Inbox|Folder3)(/|$))", "Inboxes,All Mail,All Mail/2019,Folder1,Folder2")]
    public void DocumentedExample_LeavesOutWhatItMatches(string filter, string expected)
    {
        var plan = Plan(filter, Folders);

        Assert.Equal(expected.Split(','), plan.Folders.Where(folder => folder.LeftOut is not null).Select(folder => folder.Source.Path.ToString()));
    }

    [Fact]
    public void CatastrophicPattern_EndsAtOnce()
    {
        var names = Enumerable.Range(0, 500).Select(i => new string('a', 200) + i + "!").ToArray();

        var plan = Plan("^(a+)+$", names);

        Assert.All(plan.Folders, folder => Assert.Null(folder.LeftOut));
    }

    [Fact]
    public void CatastrophicPatternThatLooksAround_FailsTheMailbox_WithTheReason()
    {
        var failure = Assert.Throws<SessionException>(() => Plan("^(?!x)(a+)+$", [new string('a', 200) + "!", new string('a', 201) + "!"])).Failure;

        Assert.Equal((FailureCodes.LocalOptions, FailureScope.Mailbox), (failure.Code, failure.Scope));
        Assert.Contains("folder filter", failure.Message, StringComparison.Ordinal);
    }

    private static MailboxPlan Plan(string filter, params string[] folders) => Planner.Plan(
        [.. folders.Select(path => new SourceFolder { Id = new(path), Path = FolderPath.Of(path.Split('/')) })],
        new PassOptions { FolderFilter = FolderFilter.Parse(filter) });
}
