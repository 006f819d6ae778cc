using System.Text;

namespace Turnstone.Testing.Mail;

public static partial class TortureMail
{
    private const string Calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20120102T100000Z\r\nSUMMARY:Besprechung \u00fcber \u65e5\u672c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private static IEnumerable<(string, byte[])> Shapes()
    {
        yield return Make("winmail.dat", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64("\u0078\u009f\u003e\u0022", 300) + "--b--\r\n");
        yield return Make("forty messages in one another", Repeat(40, i => $"Content-Type: message/rfc822\r\n\r\nSubject: level {Number(i)}\r\nMessage-ID: <{Number(i)}@level>\r\n") + "\r\ninnermost\r\n");
        yield return Make("nine messages in one another", Repeat(9, i => $"Content-Type: message/rfc822\r\n\r\nSubject: level {Number(i)}\r\n") + "\r\ninnermost\r\n");
        yield return Make("a thousand parts", $"Content-Type: multipart/mixed; boundary=b\r\n\r\n{Repeat(1000, i => $"--b\r\nContent-Type: application/octet-stream; name=n{Number(i)}\r\n\r\n{Number(i)}\r\n")}--b--\r\n");
        yield return Make("sixty multiparts in one another", $"{Repeat(60, i => $"Content-Type: multipart/mixed; boundary=b{Number(i)}z\r\n\r\n--b{Number(i)}z\r\n")}Content-Type: text/plain\r\n\r\ninnermost\r\n{Repeat(60, i => $"--b{Number(59 - i)}z--\r\n")}");
        yield return Make("opaque s/mime", "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n\r\n" + Base64("", 4000));
        yield return Make("s/mime in binary", Encoding.Latin1, "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: binary\r\n\r\n\u0030\u0080\u00ff\u0001\u0002\n\r\u0003");
        yield return Make("clear-signed", "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256;\r\n\tboundary=\"--=s\"\r\n\r\nThis is signed.\r\n----=s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGr\u00fc\u00dfe   \r\n\r\n----=s\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64("", 900) + "----=s--\r\nafter the end\r\n");
        yield return Make("clear-signed and never closed", "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\r\n\r\n--s\r\n\r\nsigned\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n");
        yield return Make("signed within mixed", "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\r\n\r\n--s\r\n\r\nsigned\r\n--s\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n--s--\r\n--m\r\n\r\nfooter of a list\r\n--m--\r\n");
        yield return Make("pgp/mime", "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=p\r\n\r\n--p\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--p\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----\r\nabc\r\n-----END PGP MESSAGE-----\r\n--p--\r\n");
        yield return Make("alternative with an invitation", "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain \u00fc\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>html \u00fc</p>\r\n--a\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n" + Calendar + "--a--\r\n");
        yield return Make("invitation attached and alternative", "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\nplain\r\n--a\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(Calendar) + "--a--\r\n--m\r\nContent-Type: application/ics; name=invite.ics\r\nContent-Disposition: attachment; filename=invite.ics\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(Calendar) + "--m--\r\n");
        yield return Make("named texts of an alternative", Encoding.Latin1, "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; charset=iso-8859-1; name=\"mail.txt\"\r\n\r\nplain \u00fc\r\n--a\r\nContent-Type: text/html; charset=iso-8859-1; name=\"mail.html\"\r\n\r\n<p>html \u00fc</p>\r\n--a--\r\n");
        yield return Make("delivery report", "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\nIt could not be delivered.\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.old.example\r\n\r\nFinal-Recipient: rfc822; bob@old.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nSubject: the one\r\n\r\nreturned\r\n--r--\r\n");
        yield return Make("read receipt", "Content-Type: multipart/report; report-type=disposition-notification; boundary=r\r\n\r\n--r\r\n\r\nIt was read.\r\n--r\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822;bob@old.example\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n--r--\r\n");
        yield return Make("complaint", "Content-Type: multipart/report; report-type=feedback-report; boundary=r\r\n\r\n--r\r\n\r\nAn abuse report.\r\n--r\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: the one\r\n--r--\r\n");
        yield return Make("uuencode in the text", "\r\nHere:\r\nbegin 644 a.bin\r\n#86)C\r\n`\r\nend\r\nbye\r\n");
        yield return Make("uuencode as encoding", "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.bin\r\n#86)C\r\n`\r\nend\r\n");
        yield return Make("yenc in the text", Encoding.Latin1, "\r\n=ybegin line=128 size=5 name=a.bin\r\n\u008b\u008c\u008d\u00ff=}\r\n=yend size=5\r\n");
        yield return Make("binhex", "Content-Type: application/mac-binhex40; name=a.hqx\r\n\r\n(This file must be converted with BinHex 4.0)\r\n:$f*TEQKPH#jcHQJ!:\r\n");
        yield return Make("digest", "Content-Type: multipart/digest; boundary=d\r\n\r\n--d\r\n\r\nSubject: one\r\n\r\n1\r\n--d\r\n\r\nSubject: two\r\n\r\n2\r\n--d--\r\n");
        yield return Make("never closed", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nfirst\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF");
        yield return Make("boundary never used", "Content-Type: multipart/mixed; boundary=b\r\n\r\nNo part begins here.\r\n");
        yield return Make("multipart without a boundary", "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n");
        yield return Make("same boundary inside", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\ninner\r\n--b--\r\n\r\n--b\r\n\r\nouter\r\n--b--\r\n");
        yield return Make("preamble and epilogue", "Content-Type: multipart/mixed; boundary=b\r\n\r\nbefore\r\n--b\r\n\r\nx\r\n--b--\r\nafter\r\n");
        yield return Make("related pictures", "Content-Type: multipart/related; boundary=r; type=\"text/html\"; start=\"<main>\"\r\n\r\n--r\r\nContent-Type: image/png; name=p.png\r\nContent-ID: <p@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r\r\nContent-Type: text/html\r\nContent-ID: <main>\r\n\r\n<img src=\"cid:p@x\">\r\n--r\r\nContent-Type: image/png\r\nContent-Location: http://x.example/q.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r--\r\n");
        yield return Make("texts between pictures", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: image/png; name=p.png\r\nContent-Disposition: inline; filename=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b\r\n\r\ntwo\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>three</p>\r\n--b--\r\n");
        yield return Make("base64 with rubbish", "Content-Type: application/octet-stream; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJ!D\r\n\r\n REVG\tRw=\r\nmore=\r\n");
        yield return Make("quoted-printable with rubbish", "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=ZZb=\r\nc =3D=3d =C3=BC=\r\n");
        yield return Make("unknown encoding", "Content-Type: application/x; name=x\r\nContent-Transfer-Encoding: x-own\r\n\r\nabc\r\n");
        yield return Make("partial", "Content-Type: message/partial; number=2; total=3; id=\"p@x\"\r\n\r\nthe middle\r\n");
        yield return Make("external body", "Content-Type: message/external-body; access-type=URL; URL=\"http://x.example/\"\r\n\r\nContent-Type: text/plain\r\nContent-ID: <e@x>\r\n\r\n");
        yield return Make("empty attachment", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: application/octet-stream; name=empty.bin\r\nContent-Disposition: attachment; filename=empty.bin\r\n\r\n--b\r\nContent-Type: text/plain; name=empty.txt\r\nContent-Disposition: attachment; filename=empty.txt\r\n\r\n--b--\r\n");
        yield return Make("same attachment five times", $"Content-Type: multipart/mixed; boundary=b\r\n\r\n{Repeat(5, _ => "--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nsame\r\n")}--b--\r\n");
        yield return Make("attached message of another charset", Encoding.Latin1, "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: J\u00fcrgen <j@old.example>\r\nSubject: Gr\u00fc\u00dfe\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\u00fc\u00dfe\r\n--b--\r\n");
        yield return Make("attached message in base64", "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64("Subject: inner\r\n\r\nx\r\n"));
        yield return Make("type that is none", "Content-Type: nothing\r\n\r\nx\r\n");
        yield return Make("type of many parameters", $"Content-Type: text/plain{Repeat(500, i => $";\r\n p{Number(i)}=v")}\r\n\r\nx\r\n");
    }
}
