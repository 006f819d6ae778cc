using System.Text;
using Turnstone.Engine.Mailboxes.Pacing;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// A connection that is signed in already. It begins with the greeting RFC 9051 section 7.1.4 has for that, PREAUTH, and goes on with what
/// the server says.
/// </summary>
internal sealed class GreetedStream(Stream connection, BandwidthCap? cap, TimeProvider time) : TimedStream(connection, cap, time)
{
    private ReadOnlyMemory<byte> _greeting = Encoding.ASCII.GetBytes("* PREAUTH signed in\r\n");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_greeting.Length == 0)
        {
            return await base.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(_greeting.Length, buffer.Length);
        _greeting[..count].CopyTo(buffer);
        _greeting = _greeting[count..];
        return count;
    }
}
