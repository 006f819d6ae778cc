using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Turnstone.Tests.Ews;

/// <summary>A server on a loopback port of the system's choice that does to each connection exactly what the script says.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private readonly X509Certificate2? _certificate;

    public RawServer(Func<RawConnection, Task> script, X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync(script);
    }

    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/EWS/Exchange.asmx");

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync(Func<RawConnection, Task> script)
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                Connections++;
                running.Add(ServeAsync(client, script));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<RawConnection, Task> script)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    SslStream tls = new(stream);
                    await tls.AuthenticateAsServerAsync(_certificate);
                    stream = tls;
                }

                await script(new RawConnection(client.Client, stream));
            }
            catch (Exception gone) when (gone is IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client under test hung up, as most scripts want it to.
            }
        }
    }
}

/// <summary>One connection as the script sees it.</summary>
internal sealed class RawConnection(Socket socket, Stream stream)
{
    /// <summary>The head of the next request; null when the client hung up.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public static int ContentLength(string head) => int.Parse(
        head.Split("Content-Length: ")[1].Split("\r\n")[0], CultureInfo.InvariantCulture);

    public async Task<byte[]> ReadBodyAsync(int count)
    {
        byte[] body = new byte[count];
        await stream.ReadExactlyAsync(body);
        return body;
    }

    /// <summary>Reads a whole request; null when the client hung up.</summary>
    public async Task<(string Head, byte[] Body)?> ReadRequestAsync()
    {
        if (await ReadHeadAsync() is not { } head)
        {
            return null;
        }

        if (head.Contains("Expect: 100-continue", StringComparison.Ordinal))
        {
            await WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
        }

        return (head, await ReadBodyAsync(ContentLength(head)));
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    public Task AnswerAsync(string body, string status = "200 OK", string headers = "") =>
        WriteAsync($"HTTP/1.1 {status}\r\nContent-Type: text/xml; charset=utf-8\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Ends the connection with a reset instead of a farewell.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
