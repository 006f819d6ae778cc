using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Transfer;

/// <summary>What one request came to, beyond what is recorded already.</summary>
/// <param name="Again">Certainly not there; to be sent again.</param>
/// <param name="Why">What the destination said of those; null when there are none.</param>
/// <param name="IsAsked">The whole batch was asked about since, and so the server's wish for patience is fulfilled.</param>
internal readonly record struct Sent(IReadOnlyList<Parcel> Again, Failure? Why, bool IsAsked = false)
{
    /// <summary>Refused for good, as they are; certainly not there.</summary>
    public IReadOnlyList<(Parcel Parcel, Failure Why)> Refused { get; init; } = [];
}
