namespace Turnstone.Ews;

/// <summary>Something before EWS answered: the web server, a proxy, a login page.</summary>
public sealed class EwsHttpException : EwsException
{
    internal EwsHttpException(RequestFacts facts, EwsHttpErrorKind kind, string message, TimeSpan? retryAfter, string? pageTitle, Uri? location)
        : base(facts, message)
    {
        Kind = kind;
        RetryAfter = retryAfter;
        PageTitle = pageTitle;
        Location = location;
    }

    public EwsHttpErrorKind Kind { get; }

    /// <summary>From the Retry-After header; of <see cref="EwsHttpErrorKind.Unauthorized"/> after how long an account that had been accepted is tried once more. Null where neither is.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The title of the page that came instead; for people.</summary>
    public string? PageTitle { get; }

    /// <summary>Where the answer pointed to, when it was a redirect. It is never followed: the password was meant for this host.</summary>
    public Uri? Location { get; }
}

/// <summary>What kind of answer it was.</summary>
public enum EwsHttpErrorKind
{
    Other,

    /// <summary>401: name, password or sign-in scheme not accepted.</summary>
    Unauthorized,

    /// <summary>403: signed in, but EWS is off or blocked for this account or client.</summary>
    Forbidden,

    /// <summary>404 to a request of ordinary size: no EWS at this address.</summary>
    NotFound,

    /// <summary>413, IIS's 404.13, or 404/400 to a request so large that size is the likely cause.</summary>
    RequestTooLarge,

    /// <summary>503, 502 or 504: the server or its proxy has no room now.</summary>
    ServiceUnavailable,

    /// <summary>A sign-in page for people: the address is Outlook on the web's, or a pre-authenticating proxy stands before it.</summary>
    LoginPage,

    /// <summary>A web page where EWS was due.</summary>
    WebPage,

    /// <summary>A redirect to somewhere else.</summary>
    Redirected,
}
