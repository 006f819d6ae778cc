namespace Turnstone.Connectors.Trust;

/// <summary>One thing wrong with a certificate.</summary>
/// <param name="Reason">What, as the end of a sentence that begins with the certificate.</param>
/// <param name="Remedy">What to do about it.</param>
internal readonly record struct CertificateFault(string Reason, string Remedy);
