namespace Turnstone.Ews;

/// <summary>Who signs in, and how.</summary>
public abstract record EwsCredential
{
    private EwsCredential()
    {
    }

    /// <summary>
    /// Basic, sent with the first request: no 401 round trip with a large body, and no second try after a 401, since tries are what locks accounts out.
    /// </summary>
    public sealed record Basic(string UserName, EwsPassword Password) : EwsCredential;
}
