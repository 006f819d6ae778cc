using System.Text;
using System.Xml.Linq;
using Turnstone.Preparation.WebConfig;
using Xunit;

namespace Turnstone.Tests.Preparation;

public class WebConfigPatcherTests
{
    private const int Wanted = 210_763_776;

    private static readonly string[] Bindings =
    [
        .. from name in new[] { "EWSAnonymous", "EWSBasic", "EWSNegotiate", "EWSWSSecurity", "EWSWSSecuritySymmetricKey", "EWSWSSecurityX509Cert", "EWSStreamingNegotiate" }
           from scheme in new[] { "Https", "Http" }
           select $"{name}{scheme}Binding",
    ];

    public static TheoryData<string> Versions => SampleConfigs.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void BackEnd_HasAllFourteenBindingsAndItsRequestLimitRaised_AndNothingElse(string version)
    {
        var before = SampleConfigs.BackEnd(version);

        var patch = WebConfigPatcher.Patch(before, Wanted, "web.config");

        Assert.Equal(WebConfigRole.BackEnd, patch.Role);
        Assert.Equal(Bindings.Order(), patch.Changes.Where(change => change.Setting == "maxReceivedMessageSize").Select(change => change.Where["binding ".Length..]).Order());
        Assert.Single(patch.Changes, change => change.Setting == "maxAllowedContentLength");
        Assert.All(patch.Changes, change => Assert.Equal((67_108_864L, Wanted), (change.Before!.Value, change.After)));
        Assert.Contains("2 of maxReceivedMessageSize belong to unified messaging and stay as they are.", patch.Notes);
        Assert.Contains(patch.Notes, note => note.Contains("is not used by EWS", StringComparison.Ordinal));

        // Setting the numbers back gives the same bytes, but for the comments, which have the old ones.
        var text = Encoding.Latin1.GetString(patch.Bytes);
        Assert.Equal(15, text.Split($"{Wanted}").Length - 1);
        Assert.Equal(before, Encoding.Latin1.GetBytes(text.Replace($"{Wanted}", "67108864", StringComparison.Ordinal)));
        Assert.Equal(2, text.Split("\"1048576\"").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void FrontEnd_HasItsRequestLimitRaised_AndNothingElse(string version)
    {
        var before = SampleConfigs.FrontEnd(version);

        var patch = WebConfigPatcher.Patch(before, Wanted, "web.config");

        Assert.Equal(WebConfigRole.FrontEnd, patch.Role);
        var change = Assert.Single(patch.Changes);
        Assert.Equal(("maxAllowedContentLength", 67_108_864L, Wanted), (change.Setting, change.Before!.Value, change.After));
        Assert.Equal(before, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(patch.Bytes).Replace($"{Wanted}", "67108864", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void SecondPatch_ChangesNothing(string version)
    {
        var once = WebConfigPatcher.Patch(SampleConfigs.BackEnd(version), Wanted, "web.config");

        var twice = WebConfigPatcher.Patch(once.Bytes, Wanted, "web.config");

        Assert.False(twice.IsChanged);
        Assert.Equal(once.Bytes, twice.Bytes);
        Assert.Empty(twice.Diff);
    }

    [Fact]
    public void LargerValues_Stay()
    {
        var file = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SampleConfigs.BackEnd("2016"))
            .Replace("<requestLimits maxAllowedContentLength=\"67108864\"", "<requestLimits maxAllowedContentLength=\"2147483648\"", StringComparison.Ordinal));

        var patch = WebConfigPatcher.Patch(file, Wanted, "web.config");

        Assert.Contains("<requestLimits maxAllowedContentLength=\"2147483648\" />", Encoding.UTF8.GetString(patch.Bytes));
        Assert.Equal(14, patch.Changes.Count(change => change.IsChange));
    }

    [Theory]
    [InlineData("<requestFiltering>\n    <fileExtensions />\n   </requestFiltering>", "<requestFiltering>\n    <requestLimits maxAllowedContentLength=\"210763776\" />\n    <fileExtensions />\n   </requestFiltering>")]
    [InlineData("<requestFiltering>\n   </requestFiltering>", "<requestFiltering>\n    <requestLimits maxAllowedContentLength=\"210763776\" />\n   </requestFiltering>")]
    [InlineData("<requestFiltering allowDoubleEscaping='true' />", "<requestFiltering allowDoubleEscaping='true'>\n    <requestLimits maxAllowedContentLength=\"210763776\" />\n   </requestFiltering>")]
    [InlineData("<requestFiltering/>", "<requestFiltering>\n    <requestLimits maxAllowedContentLength=\"210763776\" />\n   </requestFiltering>")]
    [InlineData("<requestFiltering><requestLimits maxUrl='9' /></requestFiltering>", "<requestFiltering><requestLimits maxAllowedContentLength=\"210763776\" maxUrl='9' /></requestFiltering>")]
    [InlineData("<authentication />", "<requestFiltering>\n    <requestLimits maxAllowedContentLength=\"210763776\" />\n   </requestFiltering>\n   <authentication />")]
    public void MissingLimit_IsPutWhereItBelongs_AsTheFileIndents(string present, string expected)
    {
        string File(string inner) => $"<configuration>\n <system.webServer>\n  <security>\n   {inner}\n  </security>\n </system.webServer>\n</configuration>";

        var patch = WebConfigPatcher.Patch(Encoding.UTF8.GetBytes(File(present)), Wanted, "web.config");

        Assert.Equal(File(expected), Encoding.UTF8.GetString(patch.Bytes));
        Assert.Null(Assert.Single(patch.Changes).Before);
    }

    [Theory]
    [InlineData("<configuration>\r\n\t<system.webServer>\r\n\t\t<modules />\r\n\t</system.webServer>\r\n</configuration>", "<configuration>\r\n\t<system.webServer>\r\n\t\t<security>\r\n\t\t\t<requestFiltering>\r\n\t\t\t\t<requestLimits maxAllowedContentLength=\"210763776\" />\r\n\t\t\t</requestFiltering>\r\n\t\t</security>\r\n\t\t<modules />\r\n\t</system.webServer>\r\n</configuration>")]
    [InlineData("<configuration><system.webServer/></configuration>", "<configuration><system.webServer><security><requestFiltering><requestLimits maxAllowedContentLength=\"210763776\" /></requestFiltering></security></system.webServer></configuration>")]
    public void MissingSections_AreMade(string present, string expected)
    {
        var patch = WebConfigPatcher.Patch(Encoding.UTF8.GetBytes(present), Wanted, "web.config");

        Assert.Equal(expected, Encoding.UTF8.GetString(patch.Bytes));
    }

    [Fact]
    public void LimitsWithinALocation_AreRaised_ButDoNotStandForTheFolderItself()
    {
        const string Text = "<configuration>\n  <location path=\"exchange.asmx\">\n    <system.webServer>\n      <security>\n        <requestFiltering>\n          <requestLimits maxAllowedContentLength=\"1\" />\n        </requestFiltering>\n      </security>\n    </system.webServer>\n  </location>\n  <system.webServer>\n    <security />\n  </system.webServer>\n</configuration>\n";

        var patch = WebConfigPatcher.Patch(Encoding.UTF8.GetBytes(Text), Wanted, "web.config");

        Assert.Equal([1L, null], patch.Changes.Select(change => change.Before));
        Assert.Equal(2, XDocument.Parse(Encoding.UTF8.GetString(patch.Bytes)).Descendants("requestLimits").Count(limit => (int)limit.Attribute("maxAllowedContentLength")! == Wanted));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void EncodingAndByteOrderMark_StayAsTheyAre(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = "<?xml version='1.0' encoding='" + (name == "utf-8" ? "utf-8" : "utf-16") + "'?>\r<configuration><!-- Größe: € 𝄞 -->\r<system.webServer><security><requestFiltering><requestLimits maxAllowedContentLength='&#54;7108864'/></requestFiltering></security></system.webServer></configuration>";
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        var patch = WebConfigPatcher.Patch(file, Wanted, "web.config");

        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes(text.Replace("&#54;7108864", $"{Wanted}", StringComparison.Ordinal))], patch.Bytes);
    }

    [Fact]
    public void OldCodePage_ComesBackByteByByte()
    {
        byte[] file = [.. Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"windows-1252\"?><configuration><!-- "), 0x80, 0xE4, .. Encoding.ASCII.GetBytes(" --><system.webServer/></configuration>")];

        var patch = WebConfigPatcher.Patch(file, Wanted, "web.config");

        Assert.Equal(file[..70], patch.Bytes[..70]);
    }

    [Theory]
    [InlineData("<web-app/>", "Its root is web-app")]
    [InlineData("<configuration/>", "It has no system.webServer")]
    [InlineData("<configuration><system.webServer></configuration>", "It is not XML that can be read")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><configuration><system.webServer/></configuration>", "It is not XML that can be read")]
    [InlineData("<configuration><system.webServer><security><requestFiltering><requestLimits maxAllowedContentLength='much'/></requestFiltering></security></system.webServer></configuration>", "is no number")]
    [InlineData("<configuration><system.webServer><security configSource='x.config'/></system.webServer></configuration>", "is in another file (x.config)")]
    [InlineData("<?xml version='1.0' encoding='koi8-r'?><configuration><system.webServer/></configuration>", "the encoding koi8-r")]
    [InlineData("", "It is not XML that can be read")]
    public void WhatIsNoSuchFile_IsRefused(string text, string says)
    {
        var fault = Assert.Throws<WebConfigException>(() => WebConfigPatcher.Patch(Encoding.UTF8.GetBytes(text), Wanted, "web.config"));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNotTheirEncoding_AreRefused()
    {
        byte[] file = [.. "<configuration>"u8, 0xFF, .. "<system.webServer/></configuration>"u8];

        Assert.Throws<WebConfigException>(() => WebConfigPatcher.Patch(file, Wanted, "web.config"));
    }

    [Fact]
    public void Diff_ReadsAsPeopleKnowIt()
    {
        var patch = WebConfigPatcher.Patch(SampleConfigs.FrontEnd("2013"), Wanted, "web.config");

        Assert.Equal(
            """
            --- web.config
            +++ web.config (patched)
            @@ -11,7 +11,7 @@
                 </modules>
                 <security>
                   <requestFiltering>
            -        <requestLimits maxAllowedContentLength="67108864" />
            +        <requestLimits maxAllowedContentLength="210763776" />
                   </requestFiltering>
                 </security>
               </system.webServer>

            """.ReplaceLineEndings("\n"),
            patch.Diff);
    }

    [Theory]
    [InlineData(1, 1_048_576)]
    [InlineData(50_331_648, 68_157_440)]
    [InlineData(157_286_400, 210_763_776)]
    public void RequestSize_IsBase64AndAnEnvelope_InWholeMiB(long message, long request) => Assert.Equal(request, RequestSize.Of(message));

    [Fact]
    public void RequestSize_OfTheLargestMessage_StillFitsIntoTwoGiB() => Assert.InRange(RequestSize.Of(RequestSize.LargestMessage), 1, int.MaxValue);
}
