using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Xunit;

namespace Turnstone.Tests.Planning;

public class KeywordPolicyTests
{
    [Theory]
    [InlineData("$label1", "Red Category")]
    [InlineData("$LABEL2", "Orange Category")]
    [InlineData("$label3", "Green Category")]
    [InlineData("$label4", "Blue Category")]
    [InlineData("$Label5", "Purple Category")]
    [InlineData("Work", "Work")]
    [InlineData("&AOQ-", "\u00e4")]
    [InlineData("R&D", "R&D")]
    [InlineData("R&-D", "R&D")]
    [InlineData("R&D-Team", "R&D-Team")]
    [InlineData("a&ZeVnLIqe-b", "a\u65e5\u672c\u8a9eb")]
    [InlineData("&2D3eAA-", "\ud83d\ude00")]
    [InlineData("&aoq-", "&aoq-")]
    [InlineData("&AAA-", "&AAA-")]
    [InlineData("&AEE-", "&AEE-")]
    [InlineData("&2D0-", "&2D0-")]
    [InlineData("&AOR-", "&AOR-")]
    public void Keyword_BecomesTheCategory(string keyword, string category)
    {
        var categories = KeywordPolicy.Default.CategoriesOf(Item(keyword));

        Assert.Equal([category], categories.Names);
        Assert.Null(categories.Change);
    }

    [Theory]
    [InlineData("$Forwarded")]
    [InlineData("$MDNSent")]
    [InlineData("$Junk")]
    [InlineData("$MailFlagBit0")]
    [InlineData("\\Recent")]
    [InlineData("NonJunk")]
    [InlineData("nonjunk")]
    [InlineData("KMAILTODO")]
    [InlineData(" ")]
    public void SystemKeyword_IsNoCategory(string keyword) => Assert.Empty(KeywordPolicy.Default.CategoriesOf(Item(keyword)).Names);

    [Fact]
    public void NameThatNoCategoryMayHave_IsChanged_AndSaid()
    {
        var separated = KeywordPolicy.Default.CategoriesOf(Item("a,b;c", "d"));
        var tooLong = KeywordPolicy.Default.CategoriesOf(Item(new string('x', 300)));

        Assert.Equal(["a-b-c", "d"], separated.Names);
        Assert.Contains("comma", separated.Change, StringComparison.Ordinal);
        Assert.Equal(255, Assert.Single(tooLong.Names).Length);
        Assert.Contains("255", tooLong.Change, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_ComeOnce_CaseIgnored_WithLabels()
    {
        var categories = KeywordPolicy.Default.CategoriesOf(Item("Work", "work", "$label1", "red category") with { Labels = ["WORK", "Home"] });

        Assert.Equal(["Work", "Red Category", "Home"], categories.Names);
    }

    [Fact]
    public void OperatorsTable_GoesBeforeEverything()
    {
        var policy = new KeywordPolicy([new("$Important", "Important"), new("$label1", "Urgent"), new("work", ""), new("&AOQ-", "Umlaut")]);

        Assert.Equal(["Important", "Urgent", "Umlaut", "Orange Category"], policy.CategoriesOf(Item("$IMPORTANT", "$Label1", "Work", "&AOQ-", "$label2", "NonJunk")).Names);
    }

    private static SourceItem Item(params string[] keywords) => new() { Uid = 1, Keywords = keywords };
}
