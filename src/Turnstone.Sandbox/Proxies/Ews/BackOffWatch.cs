using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>Remembers until when each account was asked to wait, by whomever, and counts who did not.</summary>
internal sealed partial class BackOffWatch(FaultTally tally, TimeProvider time)
{
    /// <summary>What was under way when the answer came is nobody's fault.</summary>
    private static readonly TimeSpan Crossing = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Told, DateTimeOffset Until)> _waits = new();

    public void RequestCame(string account)
    {
        var now = time.GetUtcNow();
        if (_waits.TryGetValue(account, out var wait) && now > wait.Told + Crossing && now < wait.Until)
        {
            tally.CountInsideBackOff();
        }
    }

    /// <summary>An answer is about to leave; a hint in it counts from here, before anybody can have read it.</summary>
    public void AnswerLeaves(string account, ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("BackOffMilliseconds"u8) is >= 0 and var at
            && Hint().Match(Encoding.ASCII.GetString(body[at..Math.Min(body.Length, at + 100)])) is { Success: true } hint)
        {
            var now = time.GetUtcNow();
            _waits[account] = (now, now.AddMilliseconds(double.Parse(hint.Groups[1].Value, CultureInfo.InvariantCulture)));
        }
    }

    [GeneratedRegex("^BackOffMilliseconds\"[^>]*>([0-9]+)<")]
    private static partial Regex Hint();
}
