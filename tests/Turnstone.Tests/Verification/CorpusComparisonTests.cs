using Turnstone.Engine.Verification;
using Turnstone.Tests.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Verification;

/// <summary>Everybody's torture mail, into the stand-in and out of it again.</summary>
public class CorpusComparisonTests
{
    [Fact]
    public void EveryMessage_ComesOutOfTheStandInAsTheSameMail()
    {
        Dictionary<string, string> differing = [];

        foreach (var mail in MailCorpus.RoundTrips().Where(mail => mail.Stored is not null))
        {
            var differences = MessageComparer.Compare(
                new MemoryStream(mail.Bytes), new MemoryStream(mail.Exported), TestContext.Current.CancellationToken);
            if (differences.Count > 0)
            {
                differing[mail.Name] = string.Join("; ", differences.Select(d => $"{d.Kind} {d.Where}"));
            }
        }

        Assert.Equal([], differing);
    }
}
