using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Results;

namespace Turnstone.Benchmarks.Macro.Runs;

/// <summary>The floor of the source: MailKit alone, messages fetched by fifties, read and forgotten.</summary>
internal static class RawReader
{
    private const int FetchItems = 50;

    public static async Task<Figure> RunAsync(Trial trial, int connections, CancellationToken cancellationToken)
    {
        var (before, own) = (trial.Costs, Environment.CpuUsage.TotalTime);
        var started = Stopwatch.GetTimestamp();
        var counts = new Counts();
        foreach (var set in trial.Sets)
        {
            var work = await ListAsync(trial, set.Mailbox.Address, cancellationToken);
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ReadAsync(trial, set.Mailbox.Address, work, counts, cancellationToken)));
        }

        var time = Stopwatch.GetElapsedTime(started);
        return new Figure
        {
            Mover = $"MailKit alone, {connections} connections",
            Mail = trial.Sets[0].Name,
            Wire = trial.Wire,
            Items = counts.Items,
            Bytes = counts.Bytes,
            Time = time,
            Costs = (trial.Costs - before) with { Own = Environment.CpuUsage.TotalTime - own },
        };
    }

    private static async Task<ConcurrentQueue<(string Folder, UniqueId[] Uids)>> ListAsync(Trial trial, string address, CancellationToken cancellationToken)
    {
        using var client = await OpenAsync(trial, address, cancellationToken);
        var work = new ConcurrentQueue<(string, UniqueId[])>();
        foreach (var folder in await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken))
        {
            await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
            foreach (var part in (await folder.SearchAsync(MailKit.Search.SearchQuery.All, cancellationToken)).Chunk(FetchItems))
            {
                work.Enqueue((folder.FullName, part));
            }
        }

        return work;
    }

    private static async Task ReadAsync(
        Trial trial, string address, ConcurrentQueue<(string Folder, UniqueId[] Uids)> work, Counts counts, CancellationToken cancellationToken)
    {
        using var client = await OpenAsync(trial, address, cancellationToken);
        ImapFolder? open = null;
        var buffer = new byte[64 << 10];
        while (work.TryDequeue(out var part))
        {
            if (open?.FullName != part.Folder)
            {
                open = (ImapFolder)await client.GetFolderAsync(part.Folder, cancellationToken);
                await open.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
            }

            await open.GetStreamsAsync(part.Uids, Count, cancellationToken);
        }

        async Task Count(ImapFolder folder, int index, UniqueId uid, Stream stream, CancellationToken token)
        {
            long bytes = 0;
            for (int read; (read = await stream.ReadAsync(buffer, token)) > 0;)
            {
                bytes += read;
            }

            counts.Add(bytes);
        }
    }

    private static async Task<ImapClient> OpenAsync(Trial trial, string address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(trial.Source.Host, trial.Source.Port, cancellationToken);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (trial.Wire.IsTls)
        {
            var secured = new SslStream(stream);
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = trial.Source.Host, CertificateChainPolicy = Authority.TrustIn(trial.SourceAuthority) }, cancellationToken);
            stream = secured;
        }

        var client = new ImapClient();
        await client.ConnectAsync(stream, trial.Source.Host, trial.Source.Port, SecureSocketOptions.None, cancellationToken);
        await client.AuthenticateAsync(address, Laboratory.PasswordOf(address), cancellationToken);
        return client;
    }

    private sealed class Counts
    {
        private long _items;
        private long _bytes;

        public long Items => Volatile.Read(ref _items);

        public long Bytes => Volatile.Read(ref _bytes);

        public void Add(long bytes)
        {
            Interlocked.Increment(ref _items);
            Interlocked.Add(ref _bytes, bytes);
        }
    }
}
