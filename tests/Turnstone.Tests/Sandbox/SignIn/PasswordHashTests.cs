using System.Reflection;
using System.Text;
using Turnstone.Sandbox.SignIn;
using Xunit;

namespace Turnstone.Tests.Sandbox.SignIn;

public class PasswordHashTests
{
    [Fact]
    public void RightPassword_MatchesAgainAndAgain_AndAWrongOneNeverBetween()
    {
        PasswordHash hash = PasswordHash.Of("right");

        for (int i = 0; i < 3; i++)
        {
            Assert.True(hash.Matches("right"));
            Assert.False(hash.Matches("wrong"));
        }
    }

    [Fact]
    public void NothingItKeeps_HoldsThePassword_AndNoTwoHashesAreAlike()
    {
        PasswordHash one = PasswordHash.Of("a long password");
        PasswordHash two = PasswordHash.Of("a long password");
        one.Matches("a long password");

        List<byte[]> kept = [.. Fields(one)];

        Assert.Equal(3, kept.Count);
        Assert.All(kept, bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("a long password"))));
        Assert.DoesNotContain(Fields(two), bytes => kept.Any(bytes.SequenceEqual));
    }

    private static IEnumerable<byte[]> Fields(PasswordHash hash) =>
        typeof(PasswordHash).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(field => field.GetValue(hash)).OfType<byte[]>();
}
