using System.Xml;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>
/// Renders one request. XML goes to a small buffer; each MIME source becomes a segment of its own, so that the length of the whole is
/// known while no message has been read. Every text value passes <see cref="XmlText.Clean"/> here and nowhere else.
/// </summary>
internal sealed class SoapWriter : IDisposable
{
    public const string SoapNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string TypesNamespace = "http://schemas.microsoft.com/exchange/services/2006/types";
    public const string MessagesNamespace = "http://schemas.microsoft.com/exchange/services/2006/messages";

    private readonly MemoryStream _buffer = new();
    private readonly XmlWriter _xml;
    private readonly EwsAccess _access;
    private readonly List<SoapSegment> _segments = [];

    private SoapWriter(EwsAccess access, RequestServerVersion version)
    {
        _access = access;
        Version = version;
        _xml = XmlWriter.Create(_buffer, new XmlWriterSettings
        {
            Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            CheckCharacters = false,
            // A CR inside a value would come out of the server's parser as LF.
            NewLineHandling = NewLineHandling.Entitize,
        });
    }

    public RequestServerVersion Version { get; }

    public static SoapRequest Render<TAnswer>(EwsRequest<TAnswer> request, EwsAccess access, RequestServerVersion version)
        where TAnswer : class
    {
        using SoapWriter writer = new(access, version);
        writer.WriteEnvelope(request.WriteTo);
        return writer.ToRequest();
    }

    public void StartMessage(string name) => _xml.WriteStartElement("m", name, MessagesNamespace);

    public void StartType(string name) => _xml.WriteStartElement("t", name, TypesNamespace);

    public void End() => _xml.WriteEndElement();

    public void Attribute(string name, string value) => _xml.WriteAttributeString(name, XmlText.Clean(value));

    public void TypeElement(string name, string value) => _xml.WriteElementString("t", name, TypesNamespace, XmlText.Clean(value));

    public void MessageElement(string name, string value) => _xml.WriteElementString("m", name, MessagesNamespace, XmlText.Clean(value));

    public void OptionalTypeElement(string name, string? value)
    {
        if (value is not null)
        {
            TypeElement(name, value);
        }
    }

    public void OptionalTypeElement(string name, bool? value)
    {
        if (value is { } known)
        {
            TypeElement(name, known ? "true" : "false");
        }
    }

    public void Strings(string name, IReadOnlyList<string> values)
    {
        StartType(name);
        foreach (string value in values)
        {
            TypeElement("String", value);
        }

        End();
    }

    public void Flag(FlagStatus status)
    {
        StartType("Flag");
        TypeElement("FlagStatus", status.ToString());
        End();
    }

    public void ItemId(ItemId id) => Id("ItemId", id.Id, id.ChangeKey);

    public void Folder(BaseFolderId folder)
    {
        switch (folder)
        {
            case FolderId id:
                Id("FolderId", id.Id, id.ChangeKey);
                break;
            case DistinguishedFolderId id:
                StartType("DistinguishedFolderId");
                Attribute("Id", id.Id);
                if (_access is EwsAccess.Delegate { Mailbox: var mailbox })
                {
                    StartType("Mailbox");
                    TypeElement("EmailAddress", mailbox);
                    End();
                }

                End();
                break;
        }
    }

    public void FolderIds(string name, IReadOnlyList<BaseFolderId> folders)
    {
        StartMessage(name);
        foreach (BaseFolderId folder in folders)
        {
            Folder(folder);
        }

        End();
    }

    public void TargetFolder(string name, BaseFolderId folder) => FolderIds(name, [folder]);

    public void Restriction(SearchExpression? restriction)
    {
        if (restriction is not null)
        {
            StartMessage("Restriction");
            restriction.WriteTo(this);
            End();
        }
    }

    /// <summary>The element is named plain MimeContent: MimeContentUTF8 is a field one can read in V2017_07_11, not an element of an item one can create.</summary>
    public void MimeContent(IMimeSource source)
    {
        StartType("MimeContent");
        Attribute("CharacterSet", "UTF-8");
        // Raw nothing closes the start tag, so that the segment ends behind it.
        _xml.WriteRaw("");
        CutSegment();
        _segments.Add(new SoapSegment.Mime(source, source.Length));
        _xml.WriteFullEndElement();
    }

    public void Dispose() => _xml.Dispose();

    private void WriteEnvelope(Action<SoapWriter> body)
    {
        _xml.WriteStartDocument();
        _xml.WriteStartElement("s", "Envelope", SoapNamespace);
        _xml.WriteAttributeString("xmlns", "m", null, MessagesNamespace);
        _xml.WriteAttributeString("xmlns", "t", null, TypesNamespace);
        _xml.WriteStartElement("s", "Header", SoapNamespace);
        StartType("RequestServerVersion");
        Attribute("Version", Version.ToString());
        End();
        if (_access is EwsAccess.Impersonate { Mailbox: var mailbox })
        {
            StartType("ExchangeImpersonation");
            StartType("ConnectingSID");
            TypeElement("PrimarySmtpAddress", mailbox);
            End();
            End();
        }

        End();
        _xml.WriteStartElement("s", "Body", SoapNamespace);
        body(this);
        _xml.WriteEndDocument();
    }

    private void Id(string name, string id, string? changeKey)
    {
        StartType(name);
        Attribute("Id", id);
        if (changeKey is not null)
        {
            Attribute("ChangeKey", changeKey);
        }

        End();
    }

    /// <summary>A copy for each segment, so that the buffer grows to the longest and not to the sum of a batch.</summary>
    private void CutSegment()
    {
        _xml.Flush();
        _segments.Add(new SoapSegment.Xml(_buffer.ToArray()));
        _buffer.SetLength(0);
    }

    private SoapRequest ToRequest()
    {
        // The last, which is the whole of a request without messages, takes the buffer over.
        _xml.Flush();
        _segments.Add(new SoapSegment.Xml(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length)));
        return new SoapRequest(_segments);
    }
}
