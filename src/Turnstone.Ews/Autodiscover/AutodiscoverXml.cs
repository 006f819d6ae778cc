using System.Xml;

namespace Turnstone.Ews.Autodiscover;

/// <summary>How answers from places that are not known yet are read.</summary>
internal static class AutodiscoverXml
{
    public static XmlReaderSettings Settings { get; } = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 1 << 20,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };
}
