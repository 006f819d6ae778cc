namespace Turnstone.Ews.Autodiscover;

/// <summary>Autodiscover led nowhere. The message names every place that was asked.</summary>
public sealed class AutodiscoverException : Exception
{
    internal AutodiscoverException(string domain, IReadOnlyList<string> steps, bool isRefused, Exception? inner = null)
        : base($"Autodiscover for {domain} found no EWS address. {string.Join(" ", steps)}", inner)
    {
        Steps = steps;
        IsRefused = isRefused;
    }

    /// <summary>What came of each place, in order.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>A server refused the sign-in; no other place was tried with it.</summary>
    public bool IsRefused { get; }
}
