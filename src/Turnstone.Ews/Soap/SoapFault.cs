using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>
/// A SOAP fault as read, in the shapes of 2010 and later (faultcode <c>a:ErrorX</c>, details in MessageXml) and of 2007
/// (faultcode <c>soap11:Client</c>, details e:Line and e:Position) [R].
/// </summary>
internal sealed record SoapFault(ResponseCode ResponseCode, string? FaultCode, string? FaultString, string? Message, MessageXml MessageXml)
{
    public static async ValueTask<SoapFault> ReadAsync(SoapReader reader)
    {
        string? faultCode = null;
        string? faultString = null;
        FaultDetail detail = new();
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            switch (reader.Name)
            {
                case "faultcode":
                    faultCode = await reader.TextAsync();
                    break;
                case "faultstring":
                    faultString = await reader.TextAsync();
                    break;
                case "detail":
                    await detail.ReadAsync(reader);
                    break;
            }
        }

        string local = faultCode?[(faultCode.IndexOf(':', StringComparison.Ordinal) + 1)..] ?? "";
        string code = detail.ResponseCode ?? (local.StartsWith("Error", StringComparison.Ordinal) ? local : "");
        return new SoapFault(new ResponseCode(code), faultCode, faultString, detail.Message, detail.ToMessageXml());
    }

    private sealed class FaultDetail
    {
        private readonly MessageXmlReader _values = new();

        public string? ResponseCode { get; private set; }

        public string? Message { get; private set; }

        public MessageXml ToMessageXml() => _values.ToMessageXml();

        public async ValueTask ReadAsync(SoapReader reader)
        {
            SoapReader.Children details = reader.Descend();
            while (await details.NextAsync())
            {
                switch (reader.Name)
                {
                    case "ResponseCode":
                        ResponseCode = await reader.TextAsync();
                        break;
                    case "Message":
                        Message = await reader.TextAsync();
                        break;
                    case "MessageXml":
                        await _values.ReadAsync(reader);
                        break;
                    default:
                        await _values.ReadOneAsync(reader);
                        break;
                }
            }
        }
    }
}
