using Turnstone.Cli.Settings;
using Turnstone.Server.Lists;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class MailboxListTests : IDisposable
{
    private static readonly MailboxColumn[] Required =
        [MailboxColumn.SourceEmail, MailboxColumn.DestinationEmail, MailboxColumn.SourcePassword, MailboxColumn.DestinationPassword];

    private readonly CommandLineRun _run = new();
    private readonly Findings _findings = new();

    [Fact]
    public void SoundList_IsReadWhole()
    {
        var rows = Read("\uFEFF" + CommandLineRun.Header + "anna@old.example,anna,\" pa\"\"ss,\",anna@new.example,,x,3\r\n\r\nbert@old.example,,p,bert@new.example,svc,y,\r\n");

        Assert.Empty(_findings.Faults);
        Assert.Equal([2, 4], rows.Select(row => row.Number));
        Assert.Equal(" pa\"ss,", rows[0].SourcePassword!.Reveal());
        Assert.Equal(3, rows[0].Flags);
        Assert.Equal("anna", rows[0].SourceLogin);
        Assert.Null(rows[1].SourceLogin);
    }

    [Fact]
    public void EveryFault_IsTold_WithRowAndColumn()
    {
        Read(CommandLineRun.Header + """
            anna,,,b@new.example,,x,
            a@old.example,,p,B@NEW.example,,,abc
            A@OLD.example,,p,c@new.example,,x,-1
            ,,p,not an address,,x,
            """);

        Assert.Equal(
            [
                "mailboxes.csv, row 2, column \"Source Email\"",
                "mailboxes.csv, row 2, column \"Source Password\"",
                "mailboxes.csv, row 3, column \"Destination Email\"",
                "mailboxes.csv, row 3, column \"Destination Password\"",
                "mailboxes.csv, row 3, column \"Flags\"",
                "mailboxes.csv, row 4, column \"Source Email\"",
                "mailboxes.csv, row 4, column \"Flags\"",
                "mailboxes.csv, row 5, column \"Source Email\"",
                "mailboxes.csv, row 5, column \"Destination Email\"",
            ],
            _findings.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void MissingColumn_DoesNotHideFaultsInRows()
    {
        Read("Source Email,Source Password,Destination Email\nnobody,p,a@new.example\n");

        Assert.Equal(
            ["mailboxes.csv, row 1, column \"Destination Password\"", "mailboxes.csv, row 2, column \"Source Email\""],
            _findings.Faults.Select(fault => fault.Where));
    }

    [Theory]
    [InlineData("Source EmailAddress;Source UserName;Source_Password;Destination-Email;Destination Password")]
    [InlineData("source email;source login;SOURCE PASSWORD;target email;target password")]
    public void SpellingsAndSeparatorsOfOtherTools_AreTaken(string header)
    {
        var rows = Read(header + "\na@old.example;anna;p,1;a@new.example;q\n");

        Assert.Empty(_findings.Faults);
        Assert.Equal("p,1", Assert.Single(rows).SourcePassword!.Reveal());
        Assert.Equal("anna", rows[0].SourceLogin);
    }

    [Fact]
    public void UnknownColumn_IsRemarkedAndPassedOver()
    {
        var rows = Read("Source Email,Source Password,Destination Email,Destination Password,Department\na@old.example,p,a@new.example,q,Sales\n");

        Assert.Single(rows);
        Assert.Contains("Department", Assert.Single(_findings.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("\n", "It is empty.")]
    [InlineData(CommandLineRun.Header, "It lists no mailbox.")]
    [InlineData(CommandLineRun.Header + "a@old.example,,\"p,a@new.example,,x,\n", "A quote is opened and never closed.")]
    [InlineData(CommandLineRun.Header + "a@old.example,,p,w,a@new.example,,x,0\n", "It has 8 cells, the header 7.")]
    public void UnusableFile_IsToldOnce(string content, string what)
    {
        Read(content);

        Assert.Equal(what, Assert.Single(_findings.Faults).What);
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreRefusedWithTheRemedy()
    {
        var path = Path.Combine(_run.Folder.FullName, "latin1.csv");
        File.WriteAllBytes(path, [.. "Source Email\n"u8, 0xE4, (byte)'\n']);

        MailboxFile.Read("--mailboxes", path, Required, _findings);

        Assert.Contains("CSV UTF-8", Assert.Single(_findings.Faults).Remedy, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private IReadOnlyList<MailboxRow> Read(string content) => MailboxFile.Read("--mailboxes", _run.Write("mailboxes.csv", content), Required, _findings);
}
