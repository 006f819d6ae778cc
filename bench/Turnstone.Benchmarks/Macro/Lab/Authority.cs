using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>Trust in one of the laboratory's certificate authorities, and in no other.</summary>
internal static class Authority
{
    public static X509ChainPolicy TrustIn(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(pem);
        return policy;
    }
}
