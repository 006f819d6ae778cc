namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>multipart/signed (RFC 8551): the signature is over the exact bytes of the first part, so any change shows.</summary>
internal static class SignedMail
{
    public static void Write(Letter letter, MimeOutput output)
    {
        var boundary = letter.Boundary(1);
        letter.Head(output)
            .Line($"Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=\"{boundary}\"").Line()
            .Line("This is an S/MIME signed message").Line().Line($"--{boundary}");

        using var part = new MemoryStream();
        EverydayMail.TextPart(letter, new MimeOutput(part));
        var content = part.ToArray();

        // The line end before a boundary belongs to the boundary (RFC 2046 5.1.1), not to what is signed.
        output.Raw(content).Line().Line($"--{boundary}")
            .Line("Content-Type: application/pkcs7-signature; name=\"smime.p7s\"").Line("Content-Transfer-Encoding: base64")
            .Line("Content-Disposition: attachment; filename=\"smime.p7s\"").Line()
            .Base64(Signer.Shared.Sign(content, letter.Sent))
            .Line().Line($"--{boundary}--");
    }
}
