using System.Net;
using System.Text;

namespace Turnstone.Tests.Ews;

/// <summary>Answers in the shapes Exchange 2013 and later was recorded with.</summary>
internal static class Answers
{
    public static string Envelope(string body, string? serverVersionInfo = """MajorVersion="15" MinorVersion="2" MajorBuildNumber="1748" MinorBuildNumber="10" Version="V2017_07_11" """) =>
        """<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">"""
        + (serverVersionInfo is null ? "" : $"""<s:Header><h:ServerVersionInfo {serverVersionInfo}xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header>""")
        + $"""<s:Body>{body}</s:Body></s:Envelope>""";

    public static string Responses(string operation, params IEnumerable<string> messages) => Envelope(
        $"""<m:{operation}Response xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:ResponseMessages>{string.Concat(messages)}</m:ResponseMessages></m:{operation}Response>""");

    public static string Created(string id) =>
        $"""<m:CreateItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:ItemId Id="{id}" ChangeKey="CQAAAB"/></t:Message></m:Items></m:CreateItemResponseMessage>""";

    public static string Failed(string operation, string code, string text = "It failed.", string messageXml = "", string responseClass = "Error") =>
        $"""<m:{operation}ResponseMessage ResponseClass="{responseClass}"><m:MessageText>{text}</m:MessageText><m:ResponseCode>{code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>{messageXml}<m:Items/></m:{operation}ResponseMessage>""";

    public static string Fault(string code, string text, string details = "") => Envelope(
        $"""<s:Fault><faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:{code}</faultcode><faultstring xml:lang="en-US">{text}</faultstring><detail><e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">{code}</e:ResponseCode><e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">{text}</e:Message>{details}</detail></s:Fault>""", null);

    public static HttpResponseMessage Xml(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "text/xml") };

    public static HttpResponseMessage Html(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "text/html") };
}
