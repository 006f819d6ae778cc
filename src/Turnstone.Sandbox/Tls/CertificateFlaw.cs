namespace Turnstone.Sandbox.Tls;

/// <summary>What can be wrong with a server's certificate.</summary>
public enum CertificateFlaw
{
    None,

    /// <summary>It was of the trusted authority and ended yesterday.</summary>
    Expired,

    /// <summary>It is of the trusted authority and ends in ten days.</summary>
    EndsSoon,

    /// <summary>It vouches for itself, as the one that Exchange's set-up makes.</summary>
    SelfSigned,

    /// <summary>It is of the trusted authority and made out to another host.</summary>
    WrongName,
}
