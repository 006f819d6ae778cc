namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>What measuring may ask of a server in all, and whether the server has had enough. Not safe for concurrent use.</summary>
/// <param name="requests">Requests at most.</param>
/// <param name="bytes">Bytes sent at most.</param>
internal sealed class ProbeCeiling(int requests, long bytes)
{
    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Bytes so far, as far as they were sent: what is refused by its announced size costs none.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why nothing more is measured, as a sentence; null while it goes on.</summary>
    public string? Ended { get; private set; }

    /// <summary>Leave for one more request of a size; where there is none it is over with measuring of this kind, and <see cref="Ended"/> says why.</summary>
    public bool Allows(long size, int count = 1)
    {
        if (Ended is null && Requests + count > requests)
        {
            Ended = $"The test's ceiling of {requests} requests is reached.";
        }

        if (Ended is not null)
        {
            return false;
        }

        // A smaller one may still do.
        if (Bytes + size > bytes)
        {
            return false;
        }

        Requests += count;
        return true;
    }

    public void Sent(long size) => Bytes += size;

    /// <summary>The server asks to be left alone, which ends all measuring.</summary>
    public void BackOff(string said) => Ended = $"The server asks to be left alone ({said}), so nothing more is measured.";
}
