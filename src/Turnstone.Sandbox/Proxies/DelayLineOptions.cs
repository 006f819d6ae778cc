namespace Turnstone.Sandbox.Proxies;

/// <summary>All there is to set about a long way.</summary>
public sealed record DelayLineOptions
{
    /// <summary>Where it listens: <c>imaps</c>, <c>imap</c>, <c>https</c> or <c>http</c>, an address and a port; port 0 takes a free one.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The server behind it, of the same scheme.</summary>
    public required Uri To { get; init; }

    /// <summary>How long each byte is under way, in either direction: half a round trip.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>The clock of the delay.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
