using Turnstone.Testing.Mail;
using Turnstone.Tests.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Verification;

/// <summary>Everybody's torture mail, into the stand-in and out of it again.</summary>
public class CorpusComparisonTests
{
    [Fact]
    public void TortureMail_ComesOutAsTheSameMail_OrIsRefusedForItsDepth()
    {
        Dictionary<string, string> differing = [];
        foreach (var mail in TortureMail.All().Select(mail => CorpusMail.RoundTrip(mail.Name, mail.Bytes)))
        {
            var outcome = mail.Refusal ?? mail.Defect?.ToString() ?? Differences(mail.Bytes, mail.Exported);
            if (outcome.Length > 0)
            {
                differing[mail.Name] = outcome;
            }
        }

        Assert.Equal(new Dictionary<string, string> { ["forty messages in one another"] = "ErrorAttachmentNestLevelLimitExceeded" }, differing);
    }

    [Fact]
    public void EveryMessage_ComesOutOfTheStandInAsTheSameMail()
    {
        Dictionary<string, string> differing = [];

        foreach (var mail in MailCorpus.RoundTrips().Where(mail => mail.Stored is not null))
        {
            if (Differences(mail.Bytes, mail.Exported) is { Length: > 0 } differences)
            {
                differing[mail.Name] = differences;
            }
        }

        Assert.Equal([], differing);
    }

    private static string Differences(byte[] source, byte[] delivered) => string.Join("; ", Mail.Compare(source, delivered));
}
