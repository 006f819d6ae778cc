using System.Net.Sockets;
using System.Text;
using Turnstone.EndToEnd.Migration;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>A server that is started as systemd starts services: by a process of that name, with a socket to tell it things.</summary>
public sealed class ServiceManagerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServiceManager_IsToldWhenItServes_AndWhenItLeaves()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        var folder = Directory.CreateTempSubdirectory("turnstone-test-");
        try
        {
            var manager = Path.Combine(folder.FullName, "systemd");
            File.Copy("/bin/sh", manager);
            var notify = Path.Combine(folder.FullName, "notify");
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(notify));
            await using var process = TurnstoneProgram.Start(
                ["serve", "--data", Path.Combine(folder.FullName, "data"), "--urls", "http://127.0.0.1:0"], folder.FullName, new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = notify },
                inOwnGroup: false, manager, "-c", "\"$@\" & trap \"kill -TERM $!\" TERM; wait $!; wait $!", "sh");

            Assert.Contains("READY=1", await HearAsync(socket), StringComparison.Ordinal);
            await process.WaitForLineAsync("ready", Patience, Cancel);
            process.Signal("TERM");

            Assert.Contains("STOPPING=1", await HearAsync(socket), StringComparison.Ordinal);
            Assert.Equal(0, await process.WaitForExitAsync(Patience, Cancel));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> HearAsync(Socket socket)
    {
        var heard = new byte[4096];
        return Encoding.UTF8.GetString(heard, 0, await socket.ReceiveAsync(heard, Cancel).AsTask().WaitAsync(Patience, Cancel));
    }
}
