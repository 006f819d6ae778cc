using Turnstone.Sandbox.Soap;

namespace Turnstone.Fuzz.Targets;

/// <summary>A request to the stand-in Exchange. It is read whole, or refused as Exchange refuses.</summary>
internal sealed class SandboxRequestTarget() : FuzzTarget(
    "sandbox-request",
    "<s:Header>", "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>", "<m:CreateItem MessageDisposition=\"SaveOnly\">", "<t:MimeContent>", "</t:MimeContent>", "QUJD", "<t:ItemId Id=\"a\"/>", "<t:Or>", "</t:Or>", "&#x0;", "<!DOCTYPE a>", "<![CDATA[", "xmlns:q=\"urn:q\"")
{
    // An element is an object here; a million of them are let in.
    public override long AllocationLimit(int length) => (16L << 20) + (4000L * length);

    public override string Run(byte[] input)
    {
        using var body = new MemoryStream(input);
        try
        {
            using var request = SoapReader.Read(body, schema: null);
            return request.Operation.Name;
        }
        catch (EwsFault fault)
        {
            return fault.GetType().Name + fault.Code;
        }
    }
}
