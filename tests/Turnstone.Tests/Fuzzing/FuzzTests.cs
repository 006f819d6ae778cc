using Turnstone.Fuzz;
using Xunit;

namespace Turnstone.Tests.Fuzzing;

/// <summary>The kept inputs and some thousand changed ones, the same in each run. New ground is for the program itself (CONTRIBUTING.md).</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261126;
    private const int Inputs = 1500;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Reader_SurvivesWhateverItIsGiven(string name)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        var fuzzer = new Fuzzer(target, Seed);

        // Some readers are a thousand times slower than others; these are given fewer.
        var most = target.Name is "message" or "ews-answer" or "endpoint" or "mailbox-list" or "support-options" ? Inputs / 10 : Inputs;
        var finding = fuzzer.Run(tried => tried < most, TimeSpan.FromMinutes(2));

        Assert.True(finding is null, $"{finding?.What}\n{Convert.ToHexStringLower(finding?.Input ?? [])}");
        Assert.InRange(fuzzer.Kinds, 2, int.MaxValue);
    }
}
