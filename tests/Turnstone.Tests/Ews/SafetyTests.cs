using System.Reflection;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
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
    [InlineData("DeleteItemField")]
    [InlineData("AppendToItemField")]
    [InlineData("DeleteFolder")]
    [InlineData("EmptyFolder")]
    [InlineData("MoveItem")]
    [InlineData("MoveFolder")]
    [InlineData("HardDelete")]
    public void WordThatWouldHarm_IsNowhereInTheProgram(string word)
    {
        byte[] program = File.ReadAllBytes(typeof(EwsClient).Assembly.Location);

        Assert.True(program.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("SaveOnly")) > 0);
        Assert.True(program.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(word)) < 0);
    }

    // A record has a protected copy constructor; copying what one cannot make makes nothing new.
    private static bool IsCopy(ConstructorInfo constructor) => constructor.GetParameters().Length == 1;
}
