using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews;

/// <summary>Where in the request, and how, the server's validator found a fault.</summary>
public sealed record SchemaViolation(int? Line, int? Position, string? Text)
{
    /// <summary>2010 and later say LineNumber, LinePosition, Violation; 2007 says Line and Position and has the violation for its message [R].</summary>
    internal static SchemaViolation From(MessageXml details, string? message)
    {
        IReadOnlyDictionary<string, string> values = details.Values;
        return new SchemaViolation(
            XmlScalar.Integer(values.GetValueOrDefault("LineNumber") ?? values.GetValueOrDefault("Line")),
            XmlScalar.Integer(values.GetValueOrDefault("LinePosition") ?? values.GetValueOrDefault("Position")),
            values.GetValueOrDefault("Violation") ?? message);
    }
}
