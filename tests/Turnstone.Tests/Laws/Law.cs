using FsCheck;
using FsCheck.Fluent;

namespace Turnstone.Tests.Laws;

/// <summary>
/// A sentence that holds for every story. Stories are lists of steps, made at random; one that breaks the law is shortened before it is
/// shown, and the seed that makes it again stands in the failure.
/// </summary>
internal static class Law
{
    /// <summary>How many times as many stories are told as a build has time for.</summary>
    private static readonly int Patience = int.TryParse(Environment.GetEnvironmentVariable("TURNSTONE_STORIES"), out var times) ? times : 1;

    /// <summary>Tells so many stories of at most <paramref name="longest"/> steps; the law is what <paramref name="tellAsync"/> asserts.</summary>
    public static void Holds<TStep>(Gen<TStep> step, int stories, int longest, Func<IReadOnlyList<TStep>, Task> tellAsync) => Prop.ForAll(
        Arb.From(step.ListOf().Select(steps => new Story<TStep>([.. steps])), Shorter),
        story => tellAsync(story.Steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(stories * Patience).WithEndSize(longest));

    private static IEnumerable<Story<TStep>> Shorter<TStep>(Story<TStep> story)
    {
        for (var length = story.Steps.Count / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < story.Steps.Count; start += length)
            {
                yield return new Story<TStep>([.. story.Steps.Take(start), .. story.Steps.Skip(start + length)]);
            }
        }
    }

    private sealed record Story<TStep>(IReadOnlyList<TStep> Steps)
    {
        public override string ToString() => string.Join(" ", Steps);
    }
}
