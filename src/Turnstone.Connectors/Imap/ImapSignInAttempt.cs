namespace Turnstone.Connectors.Imap;

/// <summary>How far one sign-in has come; told by those who speak it, read by the door.</summary>
internal sealed class ImapSignInAttempt
{
    /// <summary>The secret, or a proof of it, went to the server.</summary>
    public bool IsSent { get; private set; }

    /// <summary>The server took the secret, whatever it says of the mailbox.</summary>
    public bool IsSecretAccepted { get; private set; }

    /// <summary>The server gave a reason that will not pass.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>To be said before the secret is sent.</summary>
    public void Sending() => IsSent = true;

    /// <summary>To be said as soon as the server shows that the secret is right.</summary>
    public void SecretAccepted() => IsSecretAccepted = true;

    /// <summary>To be said when the server shows that another try can only fail.</summary>
    public void RefusedForGood() => IsFinal = true;
}
