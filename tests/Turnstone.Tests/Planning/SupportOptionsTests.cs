using Turnstone.Engine.Planning.Support;
using Xunit;

namespace Turnstone.Tests.Planning;

public class SupportOptionsTests
{
    [Fact]
    public void KnownOptions_AreVerified()
    {
        var reading = SupportOptionsParser.Parse(
        [
            "FolderMapping=\"^INBOX/->\" UseEwsImportImpersonation=1 FolderLimit=2000",
            "FolderMapping=\"^My Mail->Old \"x\"\"\nAllowQuoteInFolder=1\r\nrecipientmapping=\"A@x->b@y\"\nRecipientMapping=@x->@y ShrinkFoldersMaxLength=200",
        ]);

        Assert.Equal(SupportOptionsOutcome.Verified, reading.Outcome);
        Assert.True(reading.Options.UseImpersonation);
        Assert.Equal(["", "Old \"x\""], reading.Options.FolderMappings.Select(mapping => mapping.Target));
        Assert.Equal([("a@x", "b@y", false), ("@x", "@y", true)], reading.Options.RecipientMappings.Select(mapping => (mapping.From, mapping.To, mapping.IsDomain)));
        Assert.Equal((2000, 200), (reading.Options.FolderLimit, reading.Options.LongestFolderName));
        Assert.Single(reading.Remarks);
    }

    [Theory]
    [InlineData("Foo=1", SupportOptionFaultKind.UnknownName)]
    [InlineData("FolderMapping=abc", SupportOptionFaultKind.BadValue)]
    [InlineData("FolderMapping=\"((->x\"", SupportOptionFaultKind.BadValue)]
    [InlineData("AllowQuoteInFolder=yes", SupportOptionFaultKind.BadValue)]
    [InlineData("FolderLimit=0", SupportOptionFaultKind.BadValue)]
    [InlineData("FolderLimit=-1", SupportOptionFaultKind.BadValue)]
    [InlineData("ShrinkFoldersMaxLength=3", SupportOptionFaultKind.BadValue)]
    [InlineData("InitializationTimeout=eight", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"a@x->@y\"", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"@x->b@y\"", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"a->b\"", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"a@x\"", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"a@x->b@y->c@z\"", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"a@x->b,c@y\"", SupportOptionFaultKind.BadValue)]
    [InlineData("RecipientMapping=\"@x->@\"", SupportOptionFaultKind.BadValue)]
    [InlineData("AllowQuoteInFolder", SupportOptionFaultKind.Syntax)]
    [InlineData("=1", SupportOptionFaultKind.Syntax)]
    [InlineData("FolderMapping=", SupportOptionFaultKind.Syntax)]
    [InlineData("FolderMapping=\"^a->b", SupportOptionFaultKind.Syntax)]
    public void WrongOption_IsRefusedForWhatItIs(string text, SupportOptionFaultKind kind)
    {
        var reading = SupportOptionsParser.Parse([text]);

        Assert.Equal(kind, Assert.Single(reading.Faults).Kind);
        Assert.Equal(
            kind == SupportOptionFaultKind.Syntax ? SupportOptionsOutcome.SyntaxErrors : SupportOptionsOutcome.NeedsConfirmation, reading.Outcome);
    }

    [Fact]
    public void Lines_ComeWrongOnesFirst_EachWithItsNumberAndWhatIsSaid()
    {
        var reading = SupportOptionsParser.Parse(["AllowQuoteInFolder=1\n\nFoo=1\nFolderMapping=\"^a\n->b\"\nnonsense"]);

        Assert.Equal(
            [(6, "nonsense", true), (3, "Foo=1", true), (1, "AllowQuoteInFolder=1", false), (4, "FolderMapping=\"^a\n->b\"", false)],
            reading.Lines.Select(line => (line.Number, line.Text, line.Fault is not null)));
        Assert.Contains("always copied", reading.Lines[2].Remark, StringComparison.Ordinal);
        Assert.Equal(SupportOptionsOutcome.SyntaxErrors, reading.Outcome);
    }

    [Theory]
    [InlineData("UserMapping=\"a->b\"")]
    [InlineData("UseEwsExportImpersonation=1")]
    [InlineData("DocumentBrowsingMode=FullCopy")]
    [InlineData("MustMigrateAllPermissions=1")]
    [InlineData("Tags=IpLockDown!")]
    [InlineData("InitializationTimeout=2880")]
    [InlineData("ShrinkFoldersMaxLength=400")]
    public void OptionOfAnotherKindOfMigration_IsTakenWithASentence(string text)
    {
        var reading = SupportOptionsParser.Parse([text]);

        Assert.Equal(SupportOptionsOutcome.Verified, reading.Outcome);
        Assert.Equal(SupportOptions.None with { FolderMappings = reading.Options.FolderMappings, RecipientMappings = reading.Options.RecipientMappings }, reading.Options);
        Assert.Single(reading.Remarks);
    }

    [Theory]
    [InlineData("Do not search destination for duplicates")]
    [InlineData("do not search destination for duplicates FolderLimit=5")]
    [InlineData("DoNotSearchDestinationForDuplicates=1")]
    public void UnsafeOption_IsTakenWithWhatIsDoneInstead(string text)
    {
        var reading = SupportOptionsParser.Parse([text]);

        Assert.Equal(SupportOptionsOutcome.Verified, reading.Outcome);
        Assert.Contains("asked all the same", Assert.Single(reading.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOfAMailbox_OnlyAdd()
    {
        var project = SupportOptionsParser.Parse(["FolderLimit=100 UseEwsImportImpersonation=1 RecipientMapping=@x->@y FolderMapping=a->b"]).Options;

        var mailbox = SupportOptionsParser.Parse(["FolderLimit=5000 ShrinkFoldersMaxLength=90 UseEwsImportImpersonation=0 FolderMapping=c->d RecipientMapping=@x->@y"], project);
        var contradicting = SupportOptionsParser.Parse(["RecipientMapping=@X->@z"], project);

        Assert.Equal(SupportOptionsOutcome.Verified, mailbox.Outcome);
        Assert.Equal((100, 90, true), (mailbox.Options.FolderLimit, mailbox.Options.LongestFolderName, mailbox.Options.UseImpersonation));
        Assert.Equal(["b", "d"], mailbox.Options.FolderMappings.Select(mapping => mapping.Target));
        Assert.Single(mailbox.Options.RecipientMappings);
        Assert.Contains("mapped to @y already", Assert.Single(contradicting.Faults).Message, StringComparison.Ordinal);
    }
}
