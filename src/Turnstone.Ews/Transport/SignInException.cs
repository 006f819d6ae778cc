namespace Turnstone.Ews.Transport;

/// <summary>Signing in cannot succeed, for a cause known before any password was judged; becomes <see cref="EwsHttpErrorKind.Unauthorized"/>.</summary>
internal sealed class SignInException(string message, int? httpStatus = null) : Exception(message)
{
    public int? HttpStatus { get; } = httpStatus;
}
