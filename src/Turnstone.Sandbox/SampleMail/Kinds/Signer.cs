using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;
using Attribute = Org.BouncyCastle.Asn1.Cms.Attribute;
using AttributeTable = Org.BouncyCastle.Asn1.Cms.AttributeTable;
using Time = Org.BouncyCastle.Asn1.Cms.Time;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>
/// A throw-away signer, always the same one: the key is drawn from a fixed seed, RSA with PKCS #1 padding needs no chance,
/// and the time of signing is the letter's. .NET's own CMS would do, but cannot draw a key from a seed.
/// </summary>
internal sealed class Signer
{
    private static readonly Lazy<Signer> Once = new(() => new Signer());
    private readonly AsymmetricCipherKeyPair _keys;
    private readonly X509Certificate _certificate;

    private Signer()
    {
        var random = new DigestRandomGenerator(new Sha256Digest());
        random.AddSeedMaterial("Turnstone sample signer"u8);
        var keys = new RsaKeyPairGenerator();
        keys.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), new SecureRandom(random, 0), 2048, 80));
        _keys = keys.GenerateKeyPair();

        var name = new X509Name("CN=Sample Signer,O=old.example");
        var certificate = new X509V3CertificateGenerator();
        certificate.SetSerialNumber(BigInteger.ValueOf(1));
        certificate.SetIssuerDN(name);
        certificate.SetSubjectDN(name);
        certificate.SetNotBefore(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        certificate.SetNotAfter(new DateTime(2049, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        certificate.SetPublicKey(_keys.Public);
        _certificate = certificate.Generate(new Asn1SignatureFactory("SHA256WITHRSA", _keys.Private));
    }

    public static Signer Shared => Once.Value;

    /// <summary>A detached signature, DER.</summary>
    public byte[] Sign(byte[] content, DateTimeOffset moment)
    {
        var attributes = new AttributeTable(new Asn1EncodableVector(
            new Attribute(CmsAttributes.SigningTime, new DerSet(new Time(moment.UtcDateTime)))));
        var generator = new CmsSignedDataGenerator();
        generator.AddSigner(_keys.Private, _certificate, CmsSignedGenerator.DigestSha256, attributes, null);
        generator.AddCertificates(CollectionUtilities.CreateStore([_certificate]));
        return generator.Generate(new CmsProcessableByteArray(content), encapsulate: false).GetEncoded();
    }
}
