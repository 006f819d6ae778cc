using Turnstone.Ews.Types;

namespace Turnstone.Ews;

/// <summary>The server refused the request with a SOAP fault: no item of it was looked at.</summary>
public sealed class EwsFaultException : EwsException
{
    internal EwsFaultException(RequestFacts facts, ResponseCode code, string? faultString, string? detail, MessageXml messageXml)
        : base(facts, $"the server refused the request with {code}: {detail ?? faultString ?? "no reason given"}")
    {
        ResponseCode = code;
        FaultString = faultString;
        Detail = detail;
        MessageXml = messageXml;
    }

    /// <summary>Empty when the fault came from before EWS and named none.</summary>
    public ResponseCode ResponseCode { get; }

    /// <summary>The sentence of the fault, in the language of the mailbox.</summary>
    public string? FaultString { get; }

    /// <summary>The message in the fault's details.</summary>
    public string? Detail { get; }

    public MessageXml MessageXml { get; }

    public TimeSpan? BackOff => MessageXml.BackOff;

    /// <summary>Where and how the request broke the schema; null unless the code is ErrorSchemaValidation.</summary>
    public SchemaViolation? Violation => ResponseCode == ResponseCode.ErrorSchemaValidation ? SchemaViolation.From(MessageXml, Detail) : null;
}
