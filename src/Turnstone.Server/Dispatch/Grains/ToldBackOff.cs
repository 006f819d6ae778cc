using Turnstone.Connectors.Exchange;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>A server's wish to be left alone, as it goes from process to process.</summary>
[GenerateSerializer]
internal readonly record struct ToldBackOff([property: Id(0)] int Reach, [property: Id(1)] TimeSpan Hint, [property: Id(2)] bool IsBusy)
{
    public static ToldBackOff? Of(BackOff? backOff) => backOff is null ? null : new((int)backOff.Reach, backOff.Hint, backOff.IsBusy);

    public BackOff ToBackOff() => new((BackOffReach)Reach, Hint, IsBusy);
}
