namespace Turnstone.Sandbox.SignIn;

/// <summary>The answer to a name and password. Over HTTP all but the first are the same 401; a test can tell them apart.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    public sealed record SignedIn(Account Account) : SignInResult;

    /// <summary>Also the answer to a name nobody has.</summary>
    public sealed record WrongPassword : SignInResult;

    /// <summary>The right password of an account that may not sign in.</summary>
    public sealed record Refused(AccountState State) : SignInResult;

    /// <summary>Too many bad tries; even the right password is refused until then.</summary>
    public sealed record LockedOut(DateTimeOffset Until) : SignInResult;
}
