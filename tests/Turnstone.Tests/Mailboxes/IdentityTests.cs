using FsCheck;
using FsCheck.Fluent;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

/// <summary>Ids and keys survive being written and read, and nothing else is taken for them.</summary>
public class IdentityTests
{
    private static readonly SmtpAddress Anna = SmtpAddress.Parse("Anna@Old.example");

    [Fact]
    public void AnySourceKey_SurvivesWritingAndReading() => Prop.ForAll(
        ArbMap.Default.ArbFor<(uint Validity, uint Uid, NonEmptyString Folder)>(),
        seed =>
        {
            var key = new SourceKey(SourceKey.ScopeOf(Anna, new SourceFolderId(seed.Folder.Get)), seed.Validity, seed.Uid);
            return key.ToString().Length == 42 && SourceKey.TryParse(key.ToString(), out var read) && read == key;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scope_IgnoresTheAddressesCase_ButNotTheFolders()
    {
        var scope = SourceKey.ScopeOf(Anna, new SourceFolderId("INBOX"));

        Assert.Equal(scope, SourceKey.ScopeOf(SmtpAddress.Parse("anna@OLD.example"), new SourceFolderId("INBOX")));
        Assert.NotEqual(scope, SourceKey.ScopeOf(Anna, new SourceFolderId("inbox")));
        Assert.NotEqual(scope, SourceKey.ScopeOf(SmtpAddress.Parse("anna@old.examp"), new SourceFolderId("INBOX")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef01234567-00000001-0000000")]
    [InlineData("0123456789abcdef01234567-00000001-000000010")]
    [InlineData("0123456789ABCDEF01234567-00000001-00000001")]
    [InlineData("0123456789abcdef01234567_00000001-00000001")]
    [InlineData("0123456789abcdef0123456g-00000001-00000001")]
    [InlineData("0123456789abcdef01234567-0000000x-00000001")]
    [InlineData("0123456789abcdef01234567- 0000001-00000001")]
    public void OtherText_IsNoSourceKey(string? text) => Assert.False(SourceKey.TryParse(text, out _));

    [Fact]
    public void AnyContentKey_SurvivesWritingAndReading() => Prop.ForAll(
        Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf(32).ToArbitrary(),
        digest => ContentKey.TryParse(ContentKey.FromDigest(digest).Value, out var read) && read == ContentKey.FromDigest(digest))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void ContentKey_SaysWhoseItIs()
    {
        var digest = Enumerable.Repeat((byte)7, 32).ToArray();
        var key = ContentKey.FromDigest(SmtpAddress.Parse("Anna@old.example"), digest);

        Assert.True(ContentKey.TryParse(key.Value, out var read) && read == key);
        Assert.Equal((41, 12), (key.Value.Length, key.Digest.Length));
        Assert.True(key.IsOf(SmtpAddress.Parse("anna@OLD.example")));
        Assert.False(key.IsOf(SmtpAddress.Parse("bert@old.example")));
        Assert.False(ContentKey.FromDigest(digest).IsOf(SmtpAddress.Parse("anna@old.example")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("01234567_0123456789abcdef0123456789abcdef")]
    [InlineData("01234567-0123456789abcdef0123456789abcdeg")]
    [InlineData("0123456-0123456789abcdef0123456789abcdef")]
    [InlineData("01234567-0123456789abcde-0123456789abcdef")]
    public void OtherText_IsNoContentKey(string? text) => Assert.False(ContentKey.TryParse(text, out _));

    [Theory]
    [InlineData("anna@old.example", "anna@old.example")]
    [InlineData("  Anna@Old.Example ", "Anna@Old.Example")]
    [InlineData("\"a@b\"@c.example", "\"a@b\"@c.example")]
    public void Address_KeepsItsSpellingButNotItsSurroundings(string text, string written)
    {
        Assert.True(SmtpAddress.TryParse(text, out var address));
        Assert.Equal(written, address.Value);
        Assert.Equal(SmtpAddress.Parse(written.ToUpperInvariant()), address);
        Assert.Equal(SmtpAddress.Parse(written.ToUpperInvariant()).GetHashCode(), address.GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("anna")]
    [InlineData("@old.example")]
    [InlineData("anna@")]
    [InlineData("an na@old.example")]
    [InlineData("anna\0@old.example")]
    public void OtherText_IsNoAddress(string? text) => Assert.False(SmtpAddress.TryParse(text, out _));

    [Fact]
    public void AddressOfMoreThan254Characters_IsNone()
    {
        Assert.True(SmtpAddress.TryParse(new string('a', 250) + "@b.c", out _));
        Assert.False(SmtpAddress.TryParse(new string('a', 251) + "@b.c", out _));
    }

    [Fact]
    public void FolderPath_IsItsNames_NotItsWrittenForm()
    {
        var path = FolderPath.Of("a/b", "c");

        Assert.Equal(path, FolderPath.Of("a/b").Child("c"));
        Assert.NotEqual(path, FolderPath.Of("a", "b", "c"));
        Assert.Equal(path.ToString(), FolderPath.Of("a", "b", "c").ToString());
        Assert.Equal(FolderPath.Of("a/b"), path.Parent);
        Assert.Equal(FolderPath.Top, FolderPath.Top.Parent);
        Assert.NotEqual(FolderPath.Of("a"), FolderPath.Of("A"));
        Assert.Equal(path.GetHashCode(), FolderPath.Of("a/b", "c").GetHashCode());
        Assert.Throws<ArgumentException>(() => FolderPath.Of("a", ""));
    }

    [Fact]
    public void DefaultValues_StandForNothing()
    {
        Assert.Throws<InvalidOperationException>(() => default(SmtpAddress).Value);
        Assert.Throws<InvalidOperationException>(() => default(SourceFolderId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ContentKey).Value);
    }
}
