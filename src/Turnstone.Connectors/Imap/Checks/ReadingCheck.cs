using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>
/// Reads a sample of the mailbox over one connection, without marking anything as read, and says how long all of it would take. An estimate of the
/// source alone: what the destination takes is measured there.
/// </summary>
internal sealed class ReadingCheck(ImapProbe probe)
{
    /// <summary>The most messages of a sample.</summary>
    private const int MostItems = 200;

    /// <summary>The most bytes of a sample.</summary>
    private const long MostBytes = 16 << 20;

    private const int MostFolders = 10;
    private const int AtOnce = 20;

    /// <summary>A server that is this slow has said enough.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>One that trickles is hung up on.</summary>
    private static readonly TimeSpan LastTime = TimeSpan.FromSeconds(60);

    private int _items;
    private long _bytes;
    private TimeSpan _taken;

    private bool IsFull => _items >= MostItems || _bytes >= MostBytes || _taken >= MostTime;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var folders = probe.Folders.Where(folder => folder.Count > 0).OrderByDescending(folder => folder.Count).ToList();
        if (folders.Count == 0)
        {
            return Finding.Skipped("There is nothing to read.");
        }

        var total = folders.Sum(folder => folder.Count ?? 0);
        try
        {
            using var patience = new Patience(LastTime, probe.Time, cancellationToken);
            await patience.WithinAsync(async token =>
            {
                foreach (var folder in folders.Take(MostFolders).TakeWhile(_ => !IsFull))
                {
                    await ReadAsync(folder, (int)Math.Ceiling((double)MostItems * folder.Count!.Value / total), token);
                }
            });
        }
        catch (TimeoutException) when (_items > 0)
        {
            return Finding.Warning(
                $"{Describe(folders, total)} The reading was broken off after {LastTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.",
                "See what else the server and the line to it are busy with, and try at another time of the day.");
        }
        catch (SessionException error) when (_items > 0)
        {
            return Finding.Warning($"{Describe(folders, total)} The reading stopped there: {error.Failure.Message}", error.Failure.Remedy);
        }

        return _items == 0
            ? Finding.Warning("None of the messages that were asked for came.", "Open the mailbox with another mail program; if that shows messages, the server's log says why they are not given here.")
            : Describe(folders, total);
    }

    private async Task ReadAsync(SourceFolder folder, int share, CancellationToken cancellationToken)
    {
        try
        {
            var count = (await probe.Session.ExamineAsync(folder, cancellationToken)).Count;
            var sample = await MessageSample.TakeAsync(probe.Session, count, Math.Min(share, MostItems - _items), cancellationToken);
            foreach (var some in sample.Chunk(AtOnce).TakeWhile(_ => !IsFull))
            {
                await ReadAsync(some, cancellationToken);
            }
        }
        catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceFolderUnavailable)
        {
            // The folders' step tells of it.
        }
    }

    /// <summary>As many as have room. A server whose sizes are wrong ends the sample where a message is longer than all the room there is.</summary>
    private async Task ReadAsync((uint Uid, long Size)[] messages, CancellationToken cancellationToken)
    {
        var room = MostBytes - _bytes;
        List<uint> wanted = [];
        foreach (var message in messages)
        {
            if (message.Size <= room)
            {
                room -= message.Size;
                wanted.Add(message.Uid);
            }
        }

        if (wanted.Count == 0)
        {
            return;
        }

        var asked = probe.Time.GetTimestamp();
        await probe.Session.FetchAsync(
            UidText.SetOf(wanted.Order()),
            MostBytes,
            (answer, content) =>
            {
                using (content)
                {
                    if (content is not null || answer.Text is not null)
                    {
                        _items++;
                        _bytes += content?.Length ?? answer.Text!.Length;
                    }
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken);
        _taken += probe.Time.GetElapsedTime(asked);
    }

    private string Describe(List<SourceFolder> folders, long total)
    {
        var seconds = Math.Max(_taken.TotalSeconds, 0.001);
        var (itemRate, byteRate) = (_items / seconds, _bytes / seconds);
        var bytes = folders.All(folder => folder.Bytes is not null) ? folders.Sum(folder => folder.Bytes!.Value) : (long?)null;

        // Small messages are bound by their number, large ones by their bytes: whichever takes longer.
        var alone = TimeSpan.FromSeconds(Math.Max(total / itemRate, bytes / Math.Max(byteRate, 1) ?? 0));
        var readers = Math.Max(1, Math.Min(probe.Connections, probe.Options.Connections) - 1);
        var together = readers > 1 && alone.TotalSeconds >= 1 ? $", {Words(alone / readers)} with {readers.ToString(CultureInfo.InvariantCulture)} readers if server and line keep up" : "";
        return $"{Quantity.Rate(itemRate)} and {Quantity.Bytes(byteRate)}/s over one connection, by {Quantity.Count(_items)} messages of {Quantity.Bytes(_bytes)}. "
            + $"All {Quantity.Count(total)} items{(bytes is { } known ? $" ({Quantity.Bytes(known)})" : "")} take {Words(alone)} with one reader{together}; what Exchange takes is not in it.";
    }

    private static string Words(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"some {time.TotalSeconds:0} seconds"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"some {time.TotalMinutes:0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"some {time.TotalHours:0.0} hours"),
    };
}
