using System.Text;
using System.Xml;
using System.Xml.Linq;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

/// <summary>What goes over the wire, for reviewers' eyes: a change of format shows in the diff. Indented here, one line there.</summary>
public sealed class RequestSnapshotTests
{
    [Fact]
    public async Task GetFolder_ForADelegate() => Assert.Equal("""
        <s:Envelope xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
          <s:Header>
            <t:RequestServerVersion Version="Exchange2013_SP1" />
          </s:Header>
          <s:Body>
            <m:GetFolder>
              <m:FolderShape>
                <t:BaseShape>IdOnly</t:BaseShape>
                <t:AdditionalProperties>
                  <t:FieldURI FieldURI="folder:DisplayName" />
                </t:AdditionalProperties>
              </m:FolderShape>
              <m:FolderIds>
                <t:DistinguishedFolderId Id="inbox">
                  <t:Mailbox>
                    <t:EmailAddress>anna@example.com</t:EmailAddress>
                  </t:Mailbox>
                </t:DistinguishedFolderId>
                <t:FolderId Id="AAMk=" ChangeKey="AQ==" />
              </m:FolderIds>
            </m:GetFolder>
          </s:Body>
        </s:Envelope>
        """, await PrettyAsync(
            new GetFolder
            {
                FolderShape = new(BaseShape.IdOnly) { AdditionalProperties = [FieldUri.FolderDisplayName] },
                FolderIds = [DistinguishedFolderId.Inbox, new FolderId("AAMk=", "AQ==")],
            },
            new EwsAccess.Delegate("anna@example.com"), wholeEnvelope: true));

    [Fact]
    public async Task FindFolder_UnderImpersonation() => Assert.Equal("""
        <s:Envelope xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
          <s:Header>
            <t:RequestServerVersion Version="Exchange2013_SP1" />
            <t:ExchangeImpersonation>
              <t:ConnectingSID>
                <t:PrimarySmtpAddress>anna@example.com</t:PrimarySmtpAddress>
              </t:ConnectingSID>
            </t:ExchangeImpersonation>
          </s:Header>
          <s:Body>
            <m:FindFolder Traversal="Deep">
              <m:FolderShape>
                <t:BaseShape>Default</t:BaseShape>
              </m:FolderShape>
              <m:IndexedPageFolderView MaxEntriesReturned="500" Offset="1000" BasePoint="Beginning" />
              <m:ParentFolderIds>
                <t:DistinguishedFolderId Id="msgfolderroot" />
              </m:ParentFolderIds>
            </m:FindFolder>
          </s:Body>
        </s:Envelope>
        """, await PrettyAsync(
            new FindFolder { Traversal = FolderTraversal.Deep, Page = new IndexedPageView(500, 1000), ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot] },
            new EwsAccess.Impersonate("anna@example.com"), wholeEnvelope: true));

    [Fact]
    public async Task CreateFolder_WithAwkwardName() => Assert.Equal("""
        <m:CreateFolder>
          <m:ParentFolderId>
            <t:DistinguishedFolderId Id="msgfolderroot" />
          </m:ParentFolderId>
          <m:Folders>
            <t:Folder>
              <t:FolderClass>IPF.Note</t:FolderClass>
              <t:DisplayName>2011/12 "Q&amp;A" &lt;old&gt;</t:DisplayName>
            </t:Folder>
          </m:Folders>
        </m:CreateFolder>
        """, await PrettyAsync(new CreateFolder { ParentFolderId = DistinguishedFolderId.MsgFolderRoot, Folders = [new NewFolder("2011/12 \"Q&A\" <old>")] }));

    [Fact]
    public async Task CreateFolderPath_OfTwo() => Assert.Equal("""
        <m:CreateFolderPath>
          <m:ParentFolderId>
            <t:FolderId Id="AAMk=" />
          </m:ParentFolderId>
          <m:RelativeFolderPath>
            <t:Folder>
              <t:FolderClass>IPF.Note</t:FolderClass>
              <t:DisplayName>one</t:DisplayName>
            </t:Folder>
            <t:Folder>
              <t:FolderClass>IPF.Note</t:FolderClass>
              <t:DisplayName>two</t:DisplayName>
            </t:Folder>
          </m:RelativeFolderPath>
        </m:CreateFolderPath>
        """, await PrettyAsync(new CreateFolderPath { ParentFolderId = new FolderId("AAMk="), RelativeFolderPath = [new NewFolder("one"), new NewFolder("two")] }));

    [Fact]
    public async Task CreateItem_WithEverything() => Assert.Equal("""
        <m:CreateItem MessageDisposition="SaveOnly">
          <m:SavedItemFolderId>
            <t:DistinguishedFolderId Id="drafts" />
          </m:SavedItemFolderId>
          <m:Items>
            <t:Message>
              <t:MimeContent CharacterSet="UTF-8">U3ViamVjdDogeA0KDQo=</t:MimeContent>
              <t:ItemClass>IPM.Note</t:ItemClass>
              <t:Subject>Given, not parsed</t:Subject>
              <t:Categories>
                <t:String>Blue</t:String>
                <t:String>Red</t:String>
              </t:Categories>
              <t:Importance>High</t:Importance>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer" />
                <t:Value>1</t:Value>
              </t:ExtendedProperty>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI PropertyTag="0x0E06" PropertyType="SystemTime" />
                <t:Value>2011-03-04T03:06:07Z</t:Value>
              </t:ExtendedProperty>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI PropertyTag="0x0029" PropertyType="Boolean" />
                <t:Value>false</t:Value>
              </t:ExtendedProperty>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI PropertySetId="7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11" PropertyName="SourceKey" PropertyType="String" />
                <t:Value>k&lt;&amp;&gt;"1</t:Value>
              </t:ExtendedProperty>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="Keywords" PropertyType="StringArray" />
                <t:Values>
                  <t:Value>a</t:Value>
                  <t:Value>b</t:Value>
                </t:Values>
              </t:ExtendedProperty>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI DistinguishedPropertySetId="Common" PropertyId="34160" PropertyType="Binary" />
                <t:Value>AQID</t:Value>
              </t:ExtendedProperty>
              <t:ExtendedProperty>
                <t:ExtendedFieldURI PropertySetId="7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11" PropertyId="7" PropertyType="Integer" />
                <t:Value>-7</t:Value>
              </t:ExtendedProperty>
              <t:Culture>de-DE</t:Culture>
              <t:Flag>
                <t:FlagStatus>Flagged</t:FlagStatus>
              </t:Flag>
              <t:IsReadReceiptRequested>false</t:IsReadReceiptRequested>
              <t:IsDeliveryReceiptRequested>false</t:IsDeliveryReceiptRequested>
              <t:IsRead>true</t:IsRead>
            </t:Message>
          </m:Items>
        </m:CreateItem>
        """, await PrettyAsync(new CreateItem { SavedItemFolderId = DistinguishedFolderId.Drafts, Items = [Requests.FullMessage("Subject: x\r\n\r\n"u8.ToArray())] }));

    [Fact]
    public async Task FindItem_ByKeyNewestFirst() => Assert.Equal("""
        <m:FindItem Traversal="Shallow">
          <m:ItemShape>
            <t:BaseShape>IdOnly</t:BaseShape>
            <t:AdditionalProperties>
              <t:ExtendedFieldURI PropertySetId="7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11" PropertyName="SourceKey" PropertyType="String" />
            </t:AdditionalProperties>
          </m:ItemShape>
          <m:IndexedPageItemView MaxEntriesReturned="1000" Offset="0" BasePoint="Beginning" />
          <m:Restriction>
            <t:And>
              <t:Exists>
                <t:ExtendedFieldURI PropertySetId="7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11" PropertyName="SourceKey" PropertyType="String" />
              </t:Exists>
              <t:Or>
                <t:IsEqualTo>
                  <t:ExtendedFieldURI PropertySetId="7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11" PropertyName="SourceKey" PropertyType="String" />
                  <t:FieldURIOrConstant>
                    <t:Constant Value="k1" />
                  </t:FieldURIOrConstant>
                </t:IsEqualTo>
                <t:Contains ContainmentMode="Prefixed" ContainmentComparison="Exact">
                  <t:ExtendedFieldURI PropertySetId="7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11" PropertyName="SourceKey" PropertyType="String" />
                  <t:Constant Value="m2:" />
                </t:Contains>
              </t:Or>
            </t:And>
          </m:Restriction>
          <m:SortOrder>
            <t:FieldOrder Order="Descending">
              <t:FieldURI FieldURI="item:DateTimeReceived" />
            </t:FieldOrder>
          </m:SortOrder>
          <m:ParentFolderIds>
            <t:FolderId Id="AAMk=" />
          </m:ParentFolderIds>
        </m:FindItem>
        """, await PrettyAsync(new FindItem
    {
        ItemShape = new() { AdditionalProperties = [Requests.EveryKind[3].Path] },
        Page = new IndexedPageView(1000),
        Restriction = new SearchExpression.And(
                new SearchExpression.Exists(Requests.EveryKind[3].Path),
                new SearchExpression.Or(
                    new SearchExpression.IsEqualTo(Requests.EveryKind[3].Path, "k1"),
                    new SearchExpression.Contains(Requests.EveryKind[3].Path, "m2:"))),
        SortOrder = [new FieldOrder(FieldUri.ItemDateTimeReceived, SortDirection.Descending)],
        ParentFolderIds = [new FolderId("AAMk=")],
    }));

    [Fact]
    public async Task GetItem_WithMime() => Assert.Equal("""
        <m:GetItem>
          <m:ItemShape>
            <t:BaseShape>IdOnly</t:BaseShape>
            <t:IncludeMimeContent>true</t:IncludeMimeContent>
          </m:ItemShape>
          <m:ItemIds>
            <t:ItemId Id="AAMk=" ChangeKey="CQ==" />
          </m:ItemIds>
        </m:GetItem>
        """, await PrettyAsync(new GetItem { ItemIds = [new ItemId("AAMk=", "CQ==")], MimeDestination = _ => Stream.Null }));

    [Fact]
    public async Task SyncFolderItems_FromAState() => Assert.Equal("""
        <m:SyncFolderItems>
          <m:ItemShape>
            <t:BaseShape>IdOnly</t:BaseShape>
          </m:ItemShape>
          <m:SyncFolderId>
            <t:DistinguishedFolderId Id="inbox" />
          </m:SyncFolderId>
          <m:SyncState>H4sIAAA=</m:SyncState>
          <m:MaxChangesReturned>512</m:MaxChangesReturned>
        </m:SyncFolderItems>
        """, await PrettyAsync(new SyncFolderItems { SyncFolderId = DistinguishedFolderId.Inbox, SyncState = "H4sIAAA=" }));

    [Fact]
    public async Task UpdateItem_ReadAndFlag() => Assert.Equal("""
        <m:UpdateItem ConflictResolution="AutoResolve" MessageDisposition="SaveOnly" SuppressReadReceipts="true">
          <m:ItemChanges>
            <t:ItemChange>
              <t:ItemId Id="AAMk=" ChangeKey="CQ==" />
              <t:Updates>
                <t:SetItemField>
                  <t:FieldURI FieldURI="message:IsRead" />
                  <t:Message>
                    <t:IsRead>true</t:IsRead>
                  </t:Message>
                </t:SetItemField>
                <t:SetItemField>
                  <t:FieldURI FieldURI="item:Flag" />
                  <t:Message>
                    <t:Flag>
                      <t:FlagStatus>Flagged</t:FlagStatus>
                    </t:Flag>
                  </t:Message>
                </t:SetItemField>
                <t:SetItemField>
                  <t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer" />
                  <t:Message>
                    <t:ExtendedProperty>
                      <t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer" />
                      <t:Value>1</t:Value>
                    </t:ExtendedProperty>
                  </t:Message>
                </t:SetItemField>
              </t:Updates>
            </t:ItemChange>
          </m:ItemChanges>
        </m:UpdateItem>
        """, await PrettyAsync(new UpdateItem
    {
        ItemChanges = [new ItemChange(new ItemId("AAMk=", "CQ=="), new SetItemField.IsRead(true), new SetItemField.Flag(FlagStatus.Flagged), new SetItemField.Extended(Requests.EveryKind[0]))],
    }));

    [Fact]
    public async Task UpdateItem_Categories_AreSet_AndTheLastOnesDeleted() => Assert.Equal("""
        <m:UpdateItem ConflictResolution="NeverOverwrite" MessageDisposition="SaveOnly" SuppressReadReceipts="true">
          <m:ItemChanges>
            <t:ItemChange>
              <t:ItemId Id="AAMk=" ChangeKey="CQ==" />
              <t:Updates>
                <t:SetItemField>
                  <t:FieldURI FieldURI="item:Categories" />
                  <t:Message>
                    <t:Categories>
                      <t:String>Rot</t:String>
                      <t:String>Kunde</t:String>
                    </t:Categories>
                  </t:Message>
                </t:SetItemField>
                <t:DeleteItemField>
                  <t:FieldURI FieldURI="item:Categories" />
                </t:DeleteItemField>
              </t:Updates>
            </t:ItemChange>
          </m:ItemChanges>
        </m:UpdateItem>
        """, await PrettyAsync(new UpdateItem
    {
        ConflictResolution = ConflictResolution.NeverOverwrite,
        ItemChanges = [new ItemChange(new ItemId("AAMk=", "CQ=="), new SetItemField.Categories("Rot", "Kunde"), new SetItemField.Categories())],
    }));

    [Fact]
    public async Task UpdateItem_UnderTheOlderVersion_HasNoAttributeItDoesNotKnow()
    {
        string text = Encoding.UTF8.GetString(await Requests.BytesAsync(Requests.FullUpdate, version: RequestServerVersion.Exchange2013));

        Assert.DoesNotContain("SuppressReadReceipts", text, StringComparison.Ordinal);
    }

    private static async Task<string> PrettyAsync<TAnswer>(EwsRequest<TAnswer> request, EwsAccess? access = null, bool wholeEnvelope = false)
        where TAnswer : class
    {
        XElement envelope = XElement.Parse(await Requests.TextAsync(request, access));
        XElement shown = wholeEnvelope ? envelope : envelope.Elements().Last().Elements().Single();
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            shown.WriteTo(writer);
        }

        // Below the envelope the prefixes are declared anew; that is the printing, not the wire.
        return wholeEnvelope
            ? text.ToString()
            : text.ToString()
                .Replace(" xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"", "", StringComparison.Ordinal)
                .Replace(" xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"", "", StringComparison.Ordinal);
    }
}
