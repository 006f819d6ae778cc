using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies.Imap;

/// <summary>One client's commands on their way to the server, one at a time. What comes back is <see cref="ImapAnswers"/>' business.</summary>
internal sealed class ImapConversation(ProxyConnection connection, FaultDesk desk, FolderTricks folders, TimeProvider time)
{
    private readonly ImapAnswers _answers = new(connection, folders, time);

    /// <exception cref="EndedOnPurposeException">A fault ends the connection.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = _answers.RunAsync(both.Token);
        var commanding = CommandAsync(both.Token);
        var first = await Task.WhenAny(answering, commanding);
        await both.CancelAsync();
        try
        {
            await first;
        }
        finally
        {
            await (first == answering ? commanding : answering).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task CommandAsync(CancellationToken cancellationToken)
    {
        while (await connection.FromClient.ReadLineAsync(cancellationToken) is { Length: > 0 } bytes)
        {
            var line = ImapText.Of(bytes);
            if (_answers.Current is { IsContinuing: true } current)
            {
                // The answer to a challenge, the end of IDLE, or what follows a literal.
                current.IsContinuing = false;
                await SendAsync(line, cancellationToken);
                continue;
            }

            if (_answers.Current is { } before)
            {
                await before.Done.WaitAsync(cancellationToken);
            }

            await BeginAsync(line, cancellationToken);
        }
    }

    private async Task BeginAsync(string line, CancellationToken cancellationToken)
    {
        var atDesk = await desk.ReceiveAsync(ImapText.Operation(line));
        await InterruptAsync(atDesk, cancellationToken);
        var tag = line.Split(' ')[0];
        if (ImapText.FolderOf(line) is { } opening)
        {
            if (folders.Real(opening.Folder) is not { } real)
            {
                await _answers.SayAsync($"{tag} NO [NONEXISTENT] Mailbox doesn't exist: {opening.Folder}\r\n", cancellationToken);
                return;
            }

            line = real == opening.Folder ? line : opening.Before + ImapText.Quote(real) + opening.After;
        }

        _answers.Expect(new ImapCommand(tag, atDesk));
        await SendAsync(line, cancellationToken);
    }

    /// <summary>A line, and the literal it announces.</summary>
    private async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        await connection.ToServer.WriteAsync(ImapText.Bytes(line), cancellationToken);
        await connection.ToServer.FlushAsync(cancellationToken);
        if (ImapText.Literal(line) is not { } length)
        {
            return;
        }

        _answers.Current!.IsContinuing = true;
        for (long left = length; left > 0;)
        {
            var some = await connection.FromClient.ReadSomeAsync(left, cancellationToken);
            if (some.Length == 0)
            {
                throw new EndOfStreamException();
            }

            await connection.ToServer.WriteAsync(some, cancellationToken);
            left -= some.Length;
        }
    }

    private async Task InterruptAsync(RequestAtDesk atDesk, CancellationToken cancellationToken)
    {
        switch (atDesk.Fault)
        {
            case FaultAction.DropBeforeProcessing drop:
                atDesk.Happens();
                throw new EndedOnPurposeException(drop.Ending);
            case FaultAction.StallRequest:
                atDesk.Happens();
                await connection.FromClient.DrainAsync(cancellationToken);
                throw new EndedOnPurposeException(Ending.Close);
            case FaultAction.Delay delay:
                atDesk.Happens();
                await Task.Delay(delay.Time, time, cancellationToken);
                break;
            case FaultAction.ChangeCertificate:
                atDesk.Happens();
                await desk.ChangeCertificateAsync();
                throw new EndedOnPurposeException(Ending.Close);
            case FaultAction.ChangeUidValidity:
                atDesk.Happens();
                folders.ChangeUidValidity();
                break;
            case FaultAction.FolderGone gone:
                atDesk.Happens();
                folders.Remove(gone.Folder);
                break;
            case FaultAction.FolderRenamed renamed:
                atDesk.Happens();
                folders.Rename(renamed.From, renamed.To);
                break;
        }
    }
}
