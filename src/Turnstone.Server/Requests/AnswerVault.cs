using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Turnstone.Server.Requests;

/// <summary>Encrypts what is kept of requests and answers: either may hold passwords and tokens. Safe for all threads.</summary>
internal sealed class AnswerVault(IDataProtectionProvider keys)
{
    /// <summary>The longest answer that is kept, packed: that of a submission over fifty thousand mailboxes of which each was refused has a quarter.</summary>
    public const int Longest = 4 << 20;

    // Part of what is stored: with another purpose nothing that was written before is read.
    private readonly IDataProtector _fingerprints = keys.CreateProtector("Turnstone.Requests.Fingerprint.v1");
    private readonly IDataProtector _answers = keys.CreateProtector("Turnstone.Requests.Answer.v1");

    /// <summary>What to store of a fingerprint.</summary>
    public string Protect(string fingerprint) => _fingerprints.Protect(fingerprint);

    /// <summary>Whether it was stored of this one; null where the keys are gone.</summary>
    public bool? IsOf(string stored, string fingerprint) => Open(() => _fingerprints.Unprotect(stored)) is { } known ? known == fingerprint : null;

    /// <summary>What to store of an answer; null where it is too long to be kept.</summary>
    public string? Protect(KeptAnswer answer)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(answer.ToBytes());
        }

        return packed.Length > Longest ? null : Convert.ToBase64String(_answers.Protect(packed.ToArray()));
    }

    /// <summary>The answer that was stored; null where the keys are gone.</summary>
    public KeptAnswer? Reveal(string stored) => Open(() =>
    {
        using var gzip = new GZipStream(new MemoryStream(_answers.Unprotect(Convert.FromBase64String(stored))), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return KeptAnswer.Of(bytes.ToArray());
    });

    private static T? Open<T>(Func<T> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
