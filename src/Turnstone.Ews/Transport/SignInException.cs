namespace Turnstone.Ews.Transport;

/// <summary>Signing in failed otherwise than by the server's 401 to it; becomes <see cref="EwsHttpErrorKind.Unauthorized"/>.</summary>
internal sealed class SignInException(string message, int? httpStatus = null, bool isFinal = true) : Exception(message)
{
    /// <summary>Trying again would fail again, and may cost a try: a key distribution center counts wrong passwords too.</summary>
    public bool IsFinal { get; } = isFinal;

    public int? HttpStatus { get; } = httpStatus;

    /// <summary>After how long the credential is tried once more; null where it is not.</summary>
    public TimeSpan? NextTry { get; init; }
}
