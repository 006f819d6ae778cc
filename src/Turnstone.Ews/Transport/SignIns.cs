namespace Turnstone.Ews.Transport;

/// <summary>From a credential to the way its requests are signed in.</summary>
internal static class SignIns
{
    /// <summary>Whether what is sent can be read by nobody on the way, or there is no way.</summary>
    public static bool IsPrivate(EwsClientOptions options) =>
        options.Url.Scheme == Uri.UriSchemeHttps || options.Url.IsLoopback || options.AllowBasicOverPlainHttp;

    public static SignIn Open(EwsClientOptions options, Handlers handlers, EwsSignIns memory)
    {
        return Open(options.Credential);

        HttpMessageHandler Handler() => options.MessageHandler ?? handlers.Create(options.MaxConnections);

        SignIn Open(EwsCredential credential)
        {
            SignInDoor door = memory.DoorOf(options.Url, credential);
            string host = options.Url.IdnHost;
            return credential switch
            {
                EwsCredential.Basic basic => new HeaderSignIn(Handler(), HeaderSignIn.Basic(basic.UserName, basic.Password), door),
                EwsCredential.Bearer bearer => new HeaderSignIn(Handler(), HeaderSignIn.Bearer(bearer.Token), door),
                EwsCredential.Ntlm ntlm => new ConnectionSignIn(handlers, new WindowsCredential("NTLM", host, ntlm.UserName, ntlm.Password), door),
                EwsCredential.Negotiate negotiate => new ConnectionSignIn(
                    handlers, new WindowsCredential("Negotiate", host, negotiate.UserName, negotiate.Password), door),
                EwsCredential.Auto auto => new ChosenSignIn(auto, handlers, Handler(), memory, IsPrivate(options), Open),
                _ => throw new ArgumentException("A way to sign in that does not exist.", nameof(options)),
            };
        }
    }
}
