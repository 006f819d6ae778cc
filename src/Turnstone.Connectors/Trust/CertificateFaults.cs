using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Connectors.Trust;

/// <summary>Finds everything that is wrong with a server's certificate: who renews an expired one should not learn afterwards that its name was wrong too.</summary>
internal sealed class CertificateFaults(IReadOnlyList<X509Certificate2> authorities, TimeProvider time)
{
    /// <summary>Chain faults that say nothing of who vouches for the certificate.</summary>
    private const X509ChainStatusFlags OfTime = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;

    /// <summary>What is wrong, the likeliest cause first; nothing where it is to be believed.</summary>
    public IEnumerable<CertificateFault> Find(X509Certificate2 leaf, X509Chain? shown, SslPolicyErrors errors)
    {
        var isDoubted = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && !Builds(leaf, shown, X509VerificationFlags.NoFlag);
        var outOfTime = isDoubted ? OutOfTime(leaf) : null;
        if (outOfTime is { } fault)
        {
            yield return fault;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            var names = NamesOf(leaf);
            yield return new($"it is made out to {names}, not to this host", $"Call the server by the name it is made out to ({names}), or have it made out to this name as well.");
        }

        if (!isDoubted)
        {
            yield break;
        }

        if (!IsVouchedFor(leaf, shown))
        {
            yield return WhyNobodyVouches(leaf);
        }
        else if (outOfTime is null)
        {
            yield return new("an authority between it and the one that is trusted is not valid at this time", "Have the server send the authorities' current certificates with its own, and check this machine's clock.");
        }
    }

    private CertificateFault? OutOfTime(X509Certificate2 leaf)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now > leaf.NotAfter.ToUniversalTime())
        {
            return new(
                string.Create(CultureInfo.InvariantCulture, $"it expired on {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd}"),
                "Have it renewed; where it was renewed already, the server has to load the new one.");
        }

        return now < leaf.NotBefore.ToUniversalTime()
            ? new(
                string.Create(CultureInfo.InvariantCulture, $"it is not valid before {leaf.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC"),
                string.Create(CultureInfo.InvariantCulture, $"Check the clocks here (it is {now:yyyy-MM-dd HH:mm} UTC) and where it was made, or wait until then."))
            : null;
    }

    /// <summary>Whether somebody who is trusted issued it, whatever the time.</summary>
    private bool IsVouchedFor(X509Certificate2 leaf, X509Chain? shown) =>
        Builds(leaf, shown, X509VerificationFlags.IgnoreNotTimeValid)
        || (shown is not null && shown.ChainStatus.Length > 0 && shown.ChainStatus.All(status => (status.Status & ~OfTime) == 0));

    private bool Builds(X509Certificate2 leaf, X509Chain? shown, X509VerificationFlags flags)
    {
        if (authorities.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = flags;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        foreach (var element in shown?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(leaf);
    }

    private static CertificateFault WhyNobodyVouches(X509Certificate2 leaf) => leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData)
        ? new(
            "it is self-signed and nobody vouches for it",
            "Get the certificate itself from whoever runs the server, not over this connection, and name that PEM file with --trust; better, have one made by an authority.")
        : new(
            $"its issuer is not known here ({leaf.Issuer})",
            "Name the PEM file of that authority with --trust; where it is a public one, the server has to send the authority's intermediate certificates with its own.");

    private static string NamesOf(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(ip => ip.ToString())))
            .Take(5)
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }
}
