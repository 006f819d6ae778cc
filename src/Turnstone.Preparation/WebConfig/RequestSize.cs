namespace Turnstone.Preparation.WebConfig;

/// <summary>
/// How large a request gets that carries a message. EWS takes a message as base64, four characters for three bytes, in an envelope that names
/// folder, flags and dates; the sum is rounded up to whole MiB.
/// </summary>
public static class RequestSize
{
    /// <summary>What is left for the envelope, which is some kilobytes in practice.</summary>
    public const long Envelope = 64 << 10;

    /// <summary>The largest message that can be asked for: its request is still below 2 GiB, where WCF's buffers end.</summary>
    public const long LargestMessage = 1_500L << 20;

    /// <summary>The limit, in bytes, that lets a message of so many bytes through.</summary>
    public static long Of(long messageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageSize, LargestMessage);

        var request = (messageSize + 2) / 3 * 4 + Envelope;
        return ((request - 1) / (1 << 20) + 1) * (1 << 20);
    }
}
