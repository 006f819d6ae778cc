using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Planning.Support;

namespace Turnstone.Fuzz.Targets;

/// <summary>Support options as people paste them: never an exception, each option listed once, the outcome by its worst fault.</summary>
internal sealed class SupportOptionsTarget() : FuzzTarget(
    "support-options", "FolderMapping=\"^INBOX/->\"", "RecipientMapping=\"@a.example->@b.example\"", "AllowQuoteInFolder=1", "FolderLimit=20000", "ShrinkFoldersMaxLength=60", "UseEwsImportImpersonation=1", "=", "\"", "->", " ", "\n", "(a+)+$", "[", "\\", "(?<n>x)", "${n}", "$1")
{
    // As for endpoints: expressions are costly to make.
    public override long AllocationLimit(int length) => (1L << 30) + (200_000L * length);

    public override string Run(byte[] input)
    {
        var reading = SupportOptionsParser.Parse([Encoding.UTF8.GetString(input)]);
        BrokenLawException.Require(reading.Faults.Any() == (reading.Outcome != SupportOptionsOutcome.Verified), "The outcome is what the faults say.");
        BrokenLawException.Require(reading.Faults.All(fault => fault.Message.Length > 0), "Every fault says what it is.");
        foreach (var mapping in reading.Options.FolderMappings)
        {
            Apply(mapping);
        }

        return $"{reading.Outcome} {string.Join(',', reading.Lines.Take(4).Select(line => line.Fault?.Kind.ToString() ?? line.Text.Split('=')[0]))}";
    }

    private static void Apply(FolderMapping mapping)
    {
        try
        {
            mapping.Apply(FolderPath.Of("Inbox", "Sub folder"));
        }
        catch (RegexMatchTimeoutException)
        {
            // Some expressions never come to an end; that is said, and nothing is copied.
        }
    }
}
