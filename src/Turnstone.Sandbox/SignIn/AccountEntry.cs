namespace Turnstone.Sandbox.SignIn;

/// <summary>An account with its password hash and its bad tries.</summary>
internal sealed class AccountEntry(Account account, string password, TimeProvider time, LockoutPolicy lockout)
{
    private readonly PasswordHash _hash = PasswordHash.Of(password);
    private readonly Lock _gate = new();
    private DateTimeOffset _lockedUntil;
    private DateTimeOffset _lastBadTry;
    private int _badTries;

    public Account Account { get; } = account;

    public SignInResult Verify(string tried)
    {
        lock (_gate)
        {
            if (_lockedUntil > time.GetUtcNow())
            {
                return new SignInResult.LockedOut(_lockedUntil);
            }
        }

        // Outside the lock: the right password must not queue behind the hashing of wrong ones.
        bool isRight = _hash.Matches(tried);
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_lockedUntil > now)
            {
                return new SignInResult.LockedOut(_lockedUntil);
            }

            if (isRight && Account.State != AccountState.Enabled)
            {
                return new SignInResult.Refused(Account.State);
            }

            if (isRight)
            {
                _badTries = 0;
                return new SignInResult.SignedIn(Account);
            }

            _badTries = now - _lastBadTry >= lockout.ResetAfter ? 1 : _badTries + 1;
            _lastBadTry = now;
            if (lockout.Threshold == 0 || _badTries < lockout.Threshold)
            {
                return new SignInResult.WrongPassword();
            }

            _badTries = 0;
            _lockedUntil = now + lockout.Duration;
            return new SignInResult.LockedOut(_lockedUntil);
        }
    }
}
