using System.Collections.Concurrent;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// One secret at one server. Until it was accepted everybody who brings it tries one after the other, and nobody after it was refused: a
/// wrong one is one bad try, however many mailboxes and connections there are. Once it was accepted, a refusal is about the mailbox that
/// an administrator asked for, unless that very mailbox had been opened before: then the secret was taken back, and is tried once more,
/// by one alone, after a pause.
/// </summary>
#pragma warning disable CA1001 // Semaphores whose wait handles nobody asks for hold nothing to dispose of.
internal sealed class ImapSignInDoor(TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>There are servers and guards before them that answer a wrong password by hanging up; a network does so once in a while.</summary>
    private const int MostUnanswered = 2;

    private readonly SemaphoreSlim _first = new(1, 1);
    private readonly ConcurrentDictionary<string, Guest> _guests = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImapDoubt _doubt = new(time);
    private volatile Failure? _refusal;
    private volatile bool _isOpen;
    private int _unanswered;

    /// <summary>Runs a sign-in, when it is its turn.</summary>
    /// <param name="user">Whose mailbox is to be opened.</param>
    /// <param name="signIn">Signs in; throws what came of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SessionException">The secret was refused, now or before; if before, nothing was sent.</exception>
    public async Task PassAsync(string user, Func<ImapSignInAttempt, Task> signIn, CancellationToken cancellationToken)
    {
        var guest = _guests.GetOrAdd(user, _ => new Guest());
        if (guest.IsAccepted && _doubt.Left is null)
        {
            await TryAsync(guest, signIn, isProbe: false);
            return;
        }

        var turn = _isOpen && _doubt.Left is null ? guest.Turn : _first;
        await turn.WaitAsync(cancellationToken);
        try
        {
            await TryAsync(guest, signIn, isProbe: _doubt.Left is not null);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether this mailbox was opened with the secret before.</summary>
    public bool HasAccepted(string user) => _guests.GetValueOrDefault(user)?.IsAccepted == true;

    /// <summary>Spares a connection that could only be refused.</summary>
    /// <exception cref="SessionException">The secret was refused before, for good or for now.</exception>
    public void ThrowIfShut(string user) => ThrowIfShut(_guests.GetValueOrDefault(user));

    private void ThrowIfShut(Guest? guest)
    {
        if ((_refusal ?? guest?.Refusal) is { } refusal)
        {
            throw new SessionException(refusal with
            {
                Message = $"Nothing was tried, so that no account is locked; the same sign-in failed before in this run: {refusal.Message}",
                Remedy = $"{refusal.Remedy} Then start anew.",
            });
        }

        if (_doubt.Left is { Ticks: > 0 } left)
        {
            throw new SessionException(TakenBack("The source refused this account a moment ago, after it had accepted it.", left));
        }
    }

    private async Task TryAsync(Guest guest, Func<ImapSignInAttempt, Task> signIn, bool isProbe)
    {
        ThrowIfShut(guest);
        var attempt = new ImapSignInAttempt();
        try
        {
            await signIn(attempt);
            (guest.IsAccepted, _isOpen) = (true, true);
            if (isProbe)
            {
                _doubt.End();
            }
        }
        catch (SessionException error)
        {
            _isOpen |= attempt.IsSecretAccepted;
            if (error.Failure.Code == FailureCodes.SourceSignIn)
            {
                Refuse(guest, attempt, error, isProbe);
            }
            else if (attempt is { IsSent: true, IsSecretAccepted: false } && error.Failure.Retry is RetryAdvice.Transient && !_isOpen && ++_unanswered >= MostUnanswered)
            {
                _refusal = Unanswered(error.Failure);
                throw new SessionException(_refusal, innerException: error);
            }

            throw;
        }
    }

    private void Refuse(Guest guest, ImapSignInAttempt attempt, SessionException error, bool isProbe)
    {
        if (!attempt.IsSent)
        {
            return;
        }

        if (guest.IsAccepted && attempt is { IsSecretAccepted: false, IsFinal: false } && !isProbe)
        {
            _doubt.Begin();
            throw new SessionException(TakenBack(error.Failure.Message, _doubt.Left ?? TimeSpan.Zero), innerException: error);
        }

        if (!attempt.IsSecretAccepted && (!_isOpen || guest.IsAccepted || isProbe))
        {
            _refusal = error.Failure;
        }

        guest.Refusal = error.Failure;
    }

    private static Failure TakenBack(string message, TimeSpan left) => new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Project,
        Code = FailureCodes.SourceSignIn,
        Message = message,
        Remedy = "It had been accepted before: it is tried once more after a pause, and then not again.",
        Retry = RetryAdvice.After(left),
    };

    private static Failure Unanswered(Failure last) => last with
    {
        Code = FailureCodes.SourceSignIn,
        Message = $"The sign-in was cut off {MostUnanswered} times before the server answered it, which may be how it refuses a wrong password: {last.Message}",
        Remedy = "Check login and password with another mail program, and look at the server's log and at what guards it.",
        Retry = RetryAdvice.No,
    };

    /// <summary>A mailbox that is opened through this door.</summary>
    private sealed class Guest
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public volatile bool IsAccepted;

        public volatile Failure? Refusal;
    }
}
