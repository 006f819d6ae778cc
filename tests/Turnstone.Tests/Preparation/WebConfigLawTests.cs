using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Preparation.WebConfig;
using Turnstone.Tests.Laws;
using Xunit;

namespace Turnstone.Tests.Preparation;

/// <summary>Whatever a file looks like, nothing but the named values differs.</summary>
public class WebConfigLawTests
{
    private const int Wanted = 210_763_776;

    // A placeholder for each value, so that the text with the old values and the one with the new are known without the patcher.
    private static readonly string[] Pieces =
    [
        "<a maxAllowedContentLength=\"5\" maxReceivedMessageSize='6'/>", "<!-- maxReceivedMessageSize=\"67108864\" <requestLimits> -->", "\r\n", "\n", "\r", "\t", "   ",
        "<![CDATA[ <binding maxReceivedMessageSize=\"67108864\"> ]]>", "<?note maxReceivedMessageSize=\"1\"?>", "<b>&lt;binding maxReceivedMessageSize=\"1\"&gt;</b>", "ü€𝄞",
        "<binding name='q\"q'><c/><t maxReceivedMessageSize=\"@\" k='>'/></binding>", "<binding\r\nmaxReceivedMessageSize\n=\r'@'\n/>", "<binding name=\"&lt;n&gt;\" maxReceivedMessageSize=\"@\"></binding>",
        "<binding><UMLegacyMessageEncoderSoap11Element/><t maxReceivedMessageSize=\"1048576\"/></binding>", "<n:x xmlns:n='u' n:maxReceivedMessageSize='7'/>", "<binding maxReceivedMessageSize=\"4294967296\"/>",
    ];

    [Fact]
    public void NothingButTheNamedValues_Differs() => Law.Holds(Gen.Choose(0, Pieces.Length - 1), 300, 30, steps =>
    {
        var inner = string.Concat(steps.Select(step => Pieces[step]));
        var shape = $"<configuration>{inner}<system.webServer>{inner.Replace("@", "3", StringComparison.Ordinal)}<security><requestFiltering><requestLimits maxAllowedContentLength='@'/></requestFiltering></security></system.webServer>"
            + $"<system.serviceModel><bindings>{inner}</bindings></system.serviceModel></configuration>";

        // Outside of bindings such a value is somebody else's.
        shape = $"<configuration>{inner.Replace("@", "3", StringComparison.Ordinal)}{shape[("<configuration>".Length + inner.Length)..]}";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(true, true) })
        {
            var patch = WebConfigPatcher.Patch(Bytes(encoding, shape.Replace("@", "67108864", StringComparison.Ordinal)), Wanted, "web.config");

            Assert.Equal(Bytes(encoding, shape.Replace("@", $"{Wanted}", StringComparison.Ordinal)), patch.Bytes);
        }

        return Task.CompletedTask;
    });

    private static byte[] Bytes(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
}
