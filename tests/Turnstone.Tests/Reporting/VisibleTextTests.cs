using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Reporting;

public class VisibleTextTests
{
    [Theory]
    [InlineData("Entwürfe 👩‍👧", "Entwürfe 👩‍👧")]
    [InlineData("a\u202Eb", "a⟨U+202E⟩b")]
    [InlineData("a\u001b[2Jb", "a⟨U+001B⟩[2Jb")]
    [InlineData("a\r\nb", "a⟨U+000D⟩⟨U+000A⟩b")]
    [InlineData("x\u200By", "x⟨U+200B⟩y")]
    public void HiddenCharacters_BecomeVisible(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void HalfASurrogate_BecomesVisible() => Assert.Equal("a⟨U+D800⟩b", VisibleText.Of("a\ud800b"));
}
