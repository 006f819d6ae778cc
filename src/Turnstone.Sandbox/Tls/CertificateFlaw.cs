namespace Turnstone.Sandbox.Tls;

/// <summary>What may be wrong with a server's certificate.</summary>
public enum CertificateFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It ended half an hour ago.</summary>
    Expired,

    /// <summary>It begins tomorrow.</summary>
    NotYetValid,

    /// <summary>It ends in ten days.</summary>
    EndsSoon,

    /// <summary>It is made out to another host.</summary>
    WrongName,

    /// <summary>No authority signed it.</summary>
    SelfSigned,
}
