using System.Net;
using System.Net.Sockets;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Connects to every address of the host: one that does not answer costs every connection time, or every other one a failure.</summary>
internal sealed class ReachCheck(ImapProbe probe)
{
    private const int MostAddresses = 8;

    /// <summary>How long the others have once one has answered.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = new Patience(probe.Options.ConnectTimeout, probe.Time, cancellationToken);
        var attempts = await Task.WhenAll(probe.Addresses.Take(MostAddresses).Select(address => ConnectAsync(address, patience)));
        cancellationToken.ThrowIfCancellationRequested();
        if (attempts.FirstOrDefault(attempt => attempt.Socket is not null) is not { Socket: not null } reached)
        {
            throw attempts[0].Error!;
        }

        foreach (var other in attempts.Where(attempt => attempt != reached))
        {
            other.Socket?.Dispose();
        }

        (probe.Socket, probe.Reached) = (reached.Socket, reached.Address);
        var answers = string.Join(", ", attempts.Where(attempt => attempt.Socket is not null).Select(attempt => $"{new IPEndPoint(attempt.Address, probe.Options.Endpoint.Port)}"));

        // Where this machine has no way to any address of version 6, that is nothing about the server.
        var silent = attempts.Where(attempt => attempt.Error is not null and not SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.AddressFamilyNotSupported }).ToList();
        return silent.Count == 0
            ? answers
            : Finding.Warning(
                $"{answers} answers, {string.Join(", ", silent.Select(attempt => $"{attempt.Address} does not ({Words(attempt.Error!)})"))}.",
                "Have the server listen there too, or the address taken out of its DNS records: programs that try that one first wait or fail.");
    }

    private async Task<Attempt> ConnectAsync(IPAddress address, Patience patience)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await patience.WithinAsync(token => socket.ConnectAsync(address, probe.Options.Endpoint.Port, token).AsTask());
            patience.Shorten(Grace);
            return new Attempt(address, socket, Error: null);
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            socket.Dispose();
            return new Attempt(address, Socket: null, error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Words(Exception error) => error is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "it refuses" : error is TimeoutException ? "silence" : error.Message;

    private sealed record Attempt(IPAddress Address, Socket? Socket, Exception? Error);
}
