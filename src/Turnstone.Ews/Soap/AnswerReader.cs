using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>Reads an envelope: the server's version, then a fault or one response message an item.</summary>
internal static class AnswerReader
{
    /// <param name="reader">Stands before the root.</param>
    /// <param name="due">How many responses are kept; what comes beyond is only counted, so that a hostile server cannot fill the memory with them.</param>
    /// <param name="readPart">Reads one element of a response message beyond the common ones: reader, value so far, index of the message.</param>
    public static async ValueTask<SoapAnswer<TAnswer>> ReadAsync<TAnswer>(
        SoapReader reader, int due, Func<SoapReader, TAnswer?, int, ValueTask<TAnswer?>> readPart)
        where TAnswer : class
    {
        if (!await reader.MoveToRootAsync() || reader.Name != "Envelope")
        {
            return new SoapAnswer<TAnswer>();
        }

        SoapAnswer<TAnswer> answer = new();
        SoapReader.Children parts = reader.Descend();
        while (await parts.NextAsync())
        {
            answer = reader.Name switch
            {
                "Header" => answer with { Server = await ReadServerAsync(reader) },
                "Body" => await ReadBodyAsync(reader, answer, due, readPart),
                _ => answer,
            };
        }

        return answer;
    }

    private static async ValueTask<ServerVersion?> ReadServerAsync(SoapReader reader)
    {
        ServerVersion? server = null;
        SoapReader.Children headers = reader.Descend();
        while (await headers.NextAsync())
        {
            if (reader.Name == "ServerVersionInfo")
            {
                server = new ServerVersion(Number("MajorVersion"), Number("MinorVersion"), Number("MajorBuildNumber"), Number("MinorBuildNumber"), reader.Attribute("Version"));
            }
        }

        return server;

        int Number(string name) => XmlScalar.Integer(reader.Attribute(name)) ?? 0;
    }

    private static async ValueTask<SoapAnswer<TAnswer>> ReadBodyAsync<TAnswer>(
        SoapReader reader, SoapAnswer<TAnswer> answer, int due, Func<SoapReader, TAnswer?, int, ValueTask<TAnswer?>> readPart)
        where TAnswer : class
    {
        SoapReader.Children body = reader.Descend();
        while (await body.NextAsync())
        {
            answer = reader.Name == "Fault"
                ? answer with { Fault = await SoapFault.ReadAsync(reader) }
                : await ReadResponsesAsync(reader, answer, due, readPart);
        }

        return answer;
    }

    private static async ValueTask<SoapAnswer<TAnswer>> ReadResponsesAsync<TAnswer>(
        SoapReader reader, SoapAnswer<TAnswer> answer, int due, Func<SoapReader, TAnswer?, int, ValueTask<TAnswer?>> readPart)
        where TAnswer : class
    {
        List<EwsResponse<TAnswer>> responses = [];
        int received = 0;
        SoapReader.Children parts = reader.Descend();
        while (await parts.NextAsync())
        {
            if (reader.Name != "ResponseMessages")
            {
                continue;
            }

            SoapReader.Children messages = reader.Descend();
            while (await messages.NextAsync())
            {
                if (received++ < due)
                {
                    responses.Add(await ReadResponseAsync(reader, responses.Count, readPart));
                }
            }
        }

        return answer with { Responses = responses, Received = received };
    }

    private static async ValueTask<EwsResponse<TAnswer>> ReadResponseAsync<TAnswer>(
        SoapReader reader, int index, Func<SoapReader, TAnswer?, int, ValueTask<TAnswer?>> readPart)
        where TAnswer : class
    {
        // A class nobody knows is an error: never take for success what was not called so.
        ResponseClass responseClass = XmlScalar.Word<ResponseClass>(reader.Attribute("ResponseClass")) ?? ResponseClass.Error;
        string? code = null;
        string? text = null;
        MessageXmlReader details = new();
        TAnswer? value = null;
        SoapReader.Children parts = reader.Descend();
        while (await parts.NextAsync())
        {
            switch (reader.Name)
            {
                case "MessageText":
                    text = await reader.TextAsync();
                    break;
                case "ResponseCode":
                    code = await reader.TextAsync();
                    break;
                case "MessageXml":
                    await details.ReadAsync(reader);
                    break;
                default:
                    value = await readPart(reader, value, index);
                    break;
            }
        }

        return new EwsResponse<TAnswer>
        {
            ResponseClass = responseClass,
            ResponseCode = new ResponseCode(code ?? ""),
            MessageText = text,
            MessageXml = details.ToMessageXml(),
            Value = value,
        };
    }
}
