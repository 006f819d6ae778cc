using Turnstone.Engine.Planning;
using Xunit;

namespace Turnstone.Tests.Cli;

public class SupportOptionsTests
{
    private readonly List<SupportOptionFault> _faults = [];

    [Fact]
    public void KnownOptions_AreVerified()
    {
        var options = SupportOptionsParser.Parse(["FolderMapping=\"^INBOX/->\" UseEwsImportImpersonation=1", "FolderMapping=\"^My Mail->Old \"x\"\"\nAllowQuoteInFolder=1"], _faults);

        Assert.Empty(_faults);
        Assert.True(options.UseImpersonation);
        Assert.Equal(["", "Old \"x\""], options.FolderMappings.Select(mapping => mapping.Target));
        Assert.Single(options.Remarks);
    }

    [Theory]
    [InlineData("Foo=1", SupportOptionFaultKind.UnknownName)]
    [InlineData("FolderLimit=2000", SupportOptionFaultKind.UnknownName)]
    [InlineData("FolderMapping=abc", SupportOptionFaultKind.BadValue)]
    [InlineData("FolderMapping=\"((->x\"", SupportOptionFaultKind.BadValue)]
    [InlineData("AllowQuoteInFolder=yes", SupportOptionFaultKind.BadValue)]
    [InlineData("AllowQuoteInFolder", SupportOptionFaultKind.Syntax)]
    [InlineData("=1", SupportOptionFaultKind.Syntax)]
    [InlineData("FolderMapping=", SupportOptionFaultKind.Syntax)]
    [InlineData("FolderMapping=\"^a->b", SupportOptionFaultKind.Syntax)]
    public void WrongOption_IsRefusedForWhatItIs(string text, SupportOptionFaultKind kind)
    {
        SupportOptionsParser.Parse([text], _faults);

        Assert.Equal(kind, Assert.Single(_faults).Kind);
    }
}
