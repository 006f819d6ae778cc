using System.Xml;
using Turnstone.Ews.Autodiscover;

namespace Turnstone.Fuzz.Targets;

/// <summary>An answer of an Autodiscover service nobody knows yet, in either form. It is settings, a direction, a refusal, nothing, or no XML.</summary>
internal sealed class AutodiscoverTarget() : FuzzTarget(
    "autodiscover",
    "<Account>", "<Action>redirectUrl</Action>", "<RedirectUrl>https://x.example/autodiscover/autodiscover.xml</RedirectUrl>", "<RedirectAddr>a@b</RedirectAddr>", "<Protocol><Type>EXPR</Type>", "<EwsUrl>https://x.example/EWS/Exchange.asmx</EwsUrl>",
    "<UserSetting><Name>ExternalEwsUrl</Name><Value>https://x.example/EWS/Exchange.asmx</Value></UserSetting>", "<ErrorCode>NoError</ErrorCode>", "<!DOCTYPE", "&#0;", "xmlns=\"\"", "https://", "http://user:secret@x/")
{
    public override string Run(byte[] input)
    {
        var text = System.Text.Encoding.UTF8.GetString(input);
        return Kind(() => PoxAnswer.ReadAsync(new StringReader(text))) + " " + Kind(() => SoapAnswer.ReadAsync(new StringReader(text)));
    }

    private static string Kind(Func<Task<SettingsAnswer?>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult() switch
            {
                SettingsAnswer.Found found => $"found {found.External?.Scheme} {found.Internal?.Scheme}",
                SettingsAnswer.RedirectUrl url => $"url {url.Url.Scheme}",
                { } other => other.GetType().Name,
                null => "nothing",
            };
        }
        catch (XmlException)
        {
            return "no XML";
        }
    }
}
