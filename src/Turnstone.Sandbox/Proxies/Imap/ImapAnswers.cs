using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies.Imap;

/// <summary>What the server says on its way to the client, line by line and literal by literal.</summary>
internal sealed class ImapAnswers
{
    private readonly ProxyConnection _connection;
    private readonly FolderTricks _folders;
    private readonly ReplyWriter _reply;
    private volatile ImapCommand? _current;
    private bool _hasRefused;

    public ImapAnswers(ProxyConnection connection, FolderTricks folders, TimeProvider time)
    {
        (_connection, _folders) = (connection, folders);

        // Whoever reads what the client says notices its end, and ends this too.
        _reply = new ReplyWriter(connection.ToClient, time, token => Task.Delay(Timeout.InfiniteTimeSpan, token));
    }

    /// <summary>The command that is being answered; null between commands.</summary>
    public ImapCommand? Current => _current;

    /// <summary>A command is about to be sent: what comes from here on answers it.</summary>
    public void Expect(ImapCommand command)
    {
        _hasRefused = false;
        _reply.Begin(command.AtDesk.Fault);
        _current = command;
    }

    /// <summary>An answer that is not the server's; only between commands.</summary>
    public async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        _reply.Begin(null);
        await _reply.WriteAsync(ImapText.Bytes(line), cancellationToken);
    }

    /// <exception cref="EndedOnPurposeException">A fault ends the connection, or the server did.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _connection.FromServer.ReadLineAsync(cancellationToken) is { Length: > 0 } bytes)
        {
            await PassAsync(ImapText.Of(bytes), cancellationToken);
        }

        throw new EndedOnPurposeException(Ending.Close);
    }

    private async Task PassAsync(string line, CancellationToken cancellationToken)
    {
        var current = _current;
        if (current is not null && line.StartsWith(current.Tag + " ", StringComparison.Ordinal))
        {
            await FinishAsync(current, line, cancellationToken);
            return;
        }

        if (current is not null && line.StartsWith('+'))
        {
            current.IsContinuing = true;
        }

        if (Rewrite(line) is not { } shown)
        {
            return;
        }

        var isHidden = current?.AtDesk.Fault is FaultAction.DropReplyAfterCommit || (current is not null && IsRefused(current, line));
        await PassPartsAsync(current, shown, isHidden, cancellationToken);
    }

    /// <summary>A line with its literals, to the last of its parts.</summary>
    private async Task PassPartsAsync(ImapCommand? current, string line, bool isHidden, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!isHidden)
            {
                TellOfBytes(current);
                await _reply.WriteAsync(ImapText.Bytes(line), cancellationToken);
            }

            if (ImapText.Literal(line) is not { } length)
            {
                return;
            }

            await PassLiteralAsync(current, length, isHidden, cancellationToken);
            line = ImapText.Of(await _connection.FromServer.ReadLineAsync(cancellationToken));
        }
    }

    private async Task PassLiteralAsync(ImapCommand? current, long length, bool isHidden, CancellationToken cancellationToken)
    {
        var shown = current?.AtDesk.Fault switch
        {
            FaultAction.ByeInLiteral bye => Math.Min(length, bye.Bytes),
            FaultAction.ShortLiteral cut => Math.Max(0, length - cut.Missing),
            _ => length,
        };
        for (long done = 0; done < length;)
        {
            var some = await _connection.FromServer.ReadSomeAsync(length - done, cancellationToken);
            if (some.Length == 0)
            {
                throw new EndedOnPurposeException(Ending.Close);
            }

            var visible = (int)Math.Clamp(shown - done, 0, some.Length);
            if (!isHidden && visible > 0)
            {
                await _reply.WriteAsync(some.AsMemory(0, visible), cancellationToken);
            }

            done += some.Length;
            if (!isHidden && current?.AtDesk.Fault is FaultAction.ByeInLiteral && done >= shown)
            {
                current.AtDesk.Happens();
                await _reply.WriteAsync("\r\n* BYE Internal error occurred. Refer to server log for more information.\r\n"u8.ToArray(), cancellationToken);
                throw new EndedOnPurposeException(Ending.Close);
            }
        }

        if (shown < length)
        {
            current!.AtDesk.Happens();
        }
    }

    private async Task FinishAsync(ImapCommand current, string line, CancellationToken cancellationToken)
    {
        if (current.AtDesk.Fault is FaultAction.DropReplyAfterCommit drop)
        {
            current.AtDesk.Happens();
            throw new EndedOnPurposeException(drop.Ending);
        }

        // Free before the answer is out: the client's next command follows it at once.
        _current = null;
        TellOfBytes(current);
        await _reply.WriteAsync(
            ImapText.Bytes(_hasRefused ? $"{current.Tag} NO [SERVERBUG] Internal error occurred. Refer to server log for more information.\r\n" : ImapText.Honest(ImapText.ShiftUidValidity(line, _folders.UidValidityShift))),
            cancellationToken);
        current.Finish();
    }

    private static void TellOfBytes(ImapCommand? current)
    {
        if (current?.AtDesk.Fault is FaultAction.StallReply or FaultAction.TruncateReply or FaultAction.Trickle)
        {
            current.AtDesk.Happens();
        }
    }

    private bool IsRefused(ImapCommand current, string line)
    {
        if (current.AtDesk.Fault is not FaultAction.RefuseMessage refuse || !ImapText.IsFetchedBody(line))
        {
            return false;
        }

        current.Messages++;
        if (refuse.Uid is { } uid ? ImapText.Uid(line) != uid : current.Messages != refuse.At)
        {
            return false;
        }

        current.AtDesk.Happens();
        _hasRefused = true;
        return true;
    }

    /// <summary>The line as the client is to see it; null where it is not to see it at all.</summary>
    private string? Rewrite(string line)
    {
        line = ImapText.Honest(ImapText.ShiftUidValidity(line, _folders.UidValidityShift));
        if (ImapText.ListedFolder(line) is not { } listed)
        {
            return line;
        }

        var shown = _folders.Shown(listed.Folder);
        return shown is null ? null : shown == listed.Folder ? line : listed.Before + ImapText.Quote(shown) + listed.After;
    }
}
