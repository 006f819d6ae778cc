using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;
using XmlText = Turnstone.Ews.Soap.XmlText;

namespace Turnstone.Tests.Ews;

public sealed class XmlTextTests
{
    private static readonly Arbitrary<string> AnyText = Gen.OneOf(
            Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString()),
            Gen.Elements("a", "\0", "\u001F", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00", "\U0001F600", "\t", "\r", "ä"))
        .ListOf()
        .Select(pieces => string.Concat(pieces))
        .ToArbitrary();

    [Fact]
    public void CleanedText_IsLegalAndCleanTwiceIsCleanOnce() =>
        Prop.ForAll(AnyText, text =>
        {
            string clean = XmlText.Clean(text);
            XmlConvert.VerifyXmlChars(clean);
            return XmlText.Clean(clean) == clean && clean.Length <= text.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void LegalText_StaysAsItIs() =>
        Prop.ForAll(AnyText, text => !IsLegal(text) || ReferenceEquals(XmlText.Clean(text), text) || XmlText.Clean(text) == text).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Bills\u0001 2011\uFFFF", "Bills 2011")]
    [InlineData("\U0001F600 whole", "\U0001F600 whole")]
    public void ForbiddenCharacters_AreDropped(string dirty, string clean) => Assert.Equal(clean, XmlText.Clean(dirty));

    [Fact]
    public void HalfASurrogatePair_IsDropped()
    {
        // Not inline data: an attribute is stored as UTF-8 and cannot hold them.
        Assert.Equal("half", XmlText.Clean("\uD800half"));
        Assert.Equal("half", XmlText.Clean("half\uDC00"));
    }

    [Fact]
    public async Task EveryTextOfARequest_IsCleaned()
    {
        CreateItem request = new()
        {
            SavedItemFolderId = new FolderId("id\u0001", "key\u0002"),
            Items =
            [
                new NewMessage
                {
                    Subject = "s\u0003",
                    Categories = ["c\u0004\r"],
                    ExtendedProperties = [ExtendedProperty.OfString(ExtendedPropertyPath.Named(DistinguishedPropertySet.PublicStrings, "n\u0005", MapiPropertyType.String), "v\uFFFE")],
                },
            ],
        };

        string text = await Requests.TextAsync(request);

        Assert.True(IsLegal(text));
        Assert.Contains("<t:FolderId Id=\"id\" ChangeKey=\"key\" />", text, StringComparison.Ordinal);
        Assert.Contains("<t:String>c&#xD;</t:String>", text, StringComparison.Ordinal);
        Assert.Contains("PropertyName=\"n\"", text, StringComparison.Ordinal);
    }

    private static bool IsLegal(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
