using System.Globalization;

namespace Turnstone.Benchmarks.Macro;

/// <summary>The way to both servers.</summary>
/// <param name="IsTls">TLS on both.</param>
/// <param name="RoundTrip">How long a byte and its answer are under way; zero for this machine's loopback.</param>
internal sealed record Wire(bool IsTls, TimeSpan RoundTrip)
{
    public static Wire Plain { get; } = new(false, TimeSpan.Zero);

    public static Wire Tls { get; } = new(true, TimeSpan.Zero);

    /// <summary>The same way, made long.</summary>
    public Wire Long => this with { RoundTrip = TimeSpan.FromMilliseconds(50) };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsTls ? "TLS" : "plain")}, {RoundTrip.TotalMilliseconds:0} ms");
}
