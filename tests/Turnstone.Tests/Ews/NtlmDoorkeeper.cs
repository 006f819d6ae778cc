using System.Text;

namespace Turnstone.Tests.Ews;

/// <summary>
/// Asks for NTLM as IIS does, connection by connection, and counts what a test wants to know. It judges no proof: whether the third
/// message is accepted is the script's choice. The challenge is one that gss-ntlmssp 1.2.0 gave.
/// </summary>
internal sealed class NtlmDoorkeeper(Func<RawConnection, string, byte[], Task<bool>> serve)
{
    public const string Challenge =
        "TlRMTVNTUAACAAAABAAEADgAAAAVgopiSrzEkolbT40AAAAAAAAAAEIAQgA8AAAABgIAAAAAAA9WAE0AAQAEAFYATQACABYAVwBPAFIASwBTAFQAQQBUAEkATwBOAAMABAB2AG0ABgAEAAAAAAAHAAgAQEUWgi173QEAAAAA";

    private int _tries;
    private int _greetings;
    private int _early;

    public string Offers { get; init; } = "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\nWWW-Authenticate: Basic realm=\"x\"\r\n";

    public bool Accepts { get; init; } = true;

    /// <summary>The servers that answer, in turn, as a load balancer without affinity has it.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Closes the connection where the challenge was due.</summary>
    public bool HangsUp { get; init; }

    /// <summary>Passwords that were put to the proof.</summary>
    public int Tries => _tries;

    public int Greetings => _greetings;

    /// <summary>Bytes of bodies that came before the connection was signed in.</summary>
    public int EarlyBytes => _early;

    public async Task MeetAsync(RawConnection connection)
    {
        while (await connection.ReadHeadAsync() is { } head)
        {
            if (head.Contains("Content-Length: ", StringComparison.Ordinal) && RawConnection.ContentLength(head) is > 0 and var length)
            {
                Interlocked.Add(ref _early, (await connection.ReadBodyAsync(length)).Length);
            }

            switch (MessageType(head))
            {
                case null:
                    await connection.AnswerAsync("", "401 Unauthorized", Offers);
                    break;
                case 1 when HangsUp:
                    return;
                case 1:
                    Interlocked.Increment(ref _greetings);
                    await connection.AnswerAsync("<html>denied</html>", "401 Unauthorized", $"WWW-Authenticate: NTLM {Challenge}\r\n{Name(0)}");
                    break;
                default:
                    Interlocked.Increment(ref _tries);
                    if (!Accepts)
                    {
                        await connection.AnswerAsync("", "401 Unauthorized", Offers + Name(1));
                        break;
                    }

                    await connection.AnswerAsync("<html>moved</html>", "302 Found", "Location: /EWS/Services.wsdl\r\nPersistent-Auth: true\r\n");
                    await ServeAsync(connection);
                    return;
            }
        }
    }

    private string Name(int step) => Servers.Count == 0 ? "" : $"X-FEServer: {Servers[step % Servers.Count]}\r\n";

    private async Task ServeAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is var (head, body))
        {
            if (!await serve(connection, head, body))
            {
                return;
            }
        }
    }

    private static byte? MessageType(string head) =>
        head.Split("Authorization: NTLM ") is [_, var rest] ? Convert.FromBase64String(rest.Split("\r\n")[0])[Encoding.ASCII.GetByteCount("NTLMSSP\0")] : null;
}
