using System.Reflection;
using System.Xml.Linq;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

/// <summary>The client cannot send, move, delete or overwrite: the promise the product makes rests on the lack of the words.</summary>
public sealed class SafetyTests
{
    [Fact]
    public void ClientHasTheNineOperationsOneMeasureAndNoOther()
    {
        IEnumerable<string> operations = typeof(EwsClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => method.Name[..^5])
            .Order(StringComparer.Ordinal);

        Assert.Equal(["CreateFolder", "CreateFolderPath", "CreateItem", "FindFolder", "FindItem", "GetFolder", "GetItem", "Measure", "SyncFolderItems", "UpdateItem"], operations);
    }

    [Fact]
    public void NobodyElseCanAddARequest() =>
        Assert.All(typeof(EwsRequest<>).GetConstructors(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance),
            constructor => Assert.True(constructor.IsFamilyAndAssembly || constructor.IsPrivate || IsCopy(constructor)));

    [Theory]
    [InlineData("SendOnly")]
    [InlineData("SendAndSaveCopy")]
    [InlineData("SendItem")]
    [InlineData("DeleteItem")]
    [InlineData("AppendToItemField")]
    [InlineData("DeleteFolder")]
    [InlineData("EmptyFolder")]
    [InlineData("MoveItem")]
    [InlineData("MoveFolder")]
    [InlineData("HardDelete")]
    public void WordThatWouldHarm_IsNowhereInTheProgram(string word)
    {
        Assert.True(TimesInProgram("SaveOnly") > 0);

        // An item without categories is said with DeleteItemField, which deletes no item.
        Assert.Equal(word == "DeleteItem" ? TimesInProgram("DeleteItemField") : 0, TimesInProgram(word));
    }

    [Fact]
    public void FieldsThatCanBeChanged_AreTheStateOfAMessage()
    {
        Assert.Equal(
            ["Categories", "Extended", "Flag", "IsRead"],
            typeof(SetItemField).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.True(typeof(SetItemField).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance).All(constructor => constructor.IsPrivate || IsCopy(constructor)));
    }

    /// <summary>DeleteItemField is what an item without categories is said with, and no other field can be asked to go.</summary>
    [Fact]
    public async Task OnlyCategories_CanBeDeleted()
    {
        SetItemField[] emptiest =
        [
            new SetItemField.IsRead(false), new SetItemField.Flag(FlagStatus.NotFlagged), new SetItemField.Categories(),
            new SetItemField.Extended(ExtendedProperty.OfString(ExtendedPropertyPath.Tagged(0x0037, MapiPropertyType.String), "")),
        ];

        string text = await Requests.TextAsync(new UpdateItem { ItemChanges = [new ItemChange(new ItemId("AAMk="), emptiest)] });

        Assert.Equal(["item:Categories"], XDocument.Parse(text).Descendants()
            .Where(element => element.Name.LocalName == "DeleteItemField").Select(element => element.Elements().Single().Attribute("FieldURI")!.Value));
    }

    private static int TimesInProgram(string word) =>
        File.ReadAllBytes(typeof(EwsClient).Assembly.Location).AsSpan().Count(System.Text.Encoding.Unicode.GetBytes(word));

    // A record has a protected copy constructor; copying what one cannot make makes nothing new.
    private static bool IsCopy(ConstructorInfo constructor) => constructor.GetParameters().Length == 1;
}
