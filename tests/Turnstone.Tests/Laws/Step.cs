using FsCheck;
using FsCheck.Fluent;

namespace Turnstone.Tests.Laws;

/// <summary>One step of a story: a kind, and two numbers that choose what it is about, so that any list of steps makes sense.</summary>
internal readonly record struct Step(int What, int Where, int Which)
{
    private const int Choices = 1000;

    /// <summary>Steps of so many kinds.</summary>
    public static Gen<Step> Of(int kinds) =>
        from what in Gen.Choose(0, kinds - 1)
        from place in Gen.Choose(0, Choices - 1)
        from which in Gen.Choose(0, Choices - 1)
        select new Step(what, place, which);

    public override string ToString() => $"({What}, {Where}, {Which})";
}
