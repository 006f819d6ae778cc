namespace Turnstone.Ews.Transport;

/// <summary>Which of the offered schemes a credential signs in by.</summary>
internal static class SchemeChoice
{
    /// <summary>The credential for one scheme; a cause in words where none fits.</summary>
    /// <exception cref="SignInException">Nothing the server offers can be used.</exception>
    public static EwsCredential Choose(EwsCredential.Auto credential, IReadOnlyList<string> offered, bool isPrivate)
    {
        bool Offers(string scheme) => offered.Contains(scheme, StringComparer.OrdinalIgnoreCase);

        if (credential.Password is not { } password)
        {
            return Offers("Negotiate")
                ? new EwsCredential.Negotiate(credential.UserName, null)
                : throw new SignInException($"there is no password, and Kerberos (Negotiate) is not offered here ({List(offered)}). Give a password.", 401);
        }

        if (Offers("NTLM"))
        {
            return new EwsCredential.Ntlm(credential.UserName, password);
        }

        if (Offers("Negotiate"))
        {
            return new EwsCredential.Negotiate(credential.UserName, password);
        }

        if (!Offers("Basic"))
        {
            throw new SignInException($"none of the ways to sign in that are offered here ({List(offered)}) works with a name and password. {Advise(offered, "-WindowsAuthentication")}", 401);
        }

        return isPrivate && !credential.UserName.Contains(':', StringComparison.Ordinal)
            ? new EwsCredential.Basic(credential.UserName, password)
            : throw new SignInException("only Basic is offered here, which would show the password to everyone on the way. Use the https:// address.", 401);
    }

    public static string NotOffered(string scheme, IReadOnlyList<string> offered) =>
        $"{scheme} is not offered here ({List(offered)}), so nothing was tried. {Advise(offered, scheme == "Basic" ? "-BasicAuthentication" : "-WindowsAuthentication")}";

    private static string Advise(IReadOnlyList<string> offered, string setting) => offered switch
    {
        [] => "A sign-in is asked for without a way to: something between here and Exchange may take the WWW-Authenticate lines away. Use the address inside.",
        ["Bearer"] => $"Only access tokens are taken, as Microsoft 365 and modern authentication have it: sign in with a token (bearer), or allow passwords on the server: Set-WebServicesVirtualDirectory {setting} $true.",
        _ => $"Choose another way to sign in, or allow this one: Set-WebServicesVirtualDirectory {setting} $true.",
    };

    private static string List(IReadOnlyList<string> offered) => offered.Count == 0 ? "nothing is" : $"offered: {string.Join(", ", offered)}";
}
