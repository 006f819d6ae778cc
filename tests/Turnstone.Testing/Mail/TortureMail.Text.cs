using System.Text;

namespace Turnstone.Testing.Mail;

public static partial class TortureMail
{
    private static IEnumerable<(string, byte[])> Charsets()
    {
        foreach (var (charset, text) in new[]
        {
            ("iso-2022-jp", "\u65e5\u672c\u8a9e\u306e\u6587\u66f8 kana \u30ab\u30ca"), ("gb18030", "\u4e2d\u6587 \ud840\udc00 \u20ac"), ("gb2312", "\u7b80\u4f53\u4e2d\u6587"),
            ("big5", "\u7e41\u9ad4\u4e2d\u6587"), ("euc-kr", "\ud55c\uad6d\uc5b4"), ("shift_jis", "\u65e5\u672c\u8a9e"), ("koi8-r", "\u041f\u0440\u0438\u0432\u0435\u0442"),
            ("windows-1251", "\u041f\u0440\u0438\u0432\u0435\u0442"), ("iso-8859-8-i", "\u05e9\u05dc\u05d5\u05dd"), ("windows-1256", "\u0645\u0631\u062d\u0628\u0627"),
            ("iso-8859-9", "\u0130\u011f\u015f"), ("utf-16le", "wide \u20ac"), ("macintosh", "\u00fcber"),
        })
        {
            var bytes = Encoding.GetEncoding(charset == "iso-8859-8-i" ? "iso-8859-8" : charset).GetBytes(text + "\r\n");
            var (name, head) = Make("charset " + charset, $"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n");
            yield return (name, [.. head, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes) + "\r\n")]);
            if (charset is not ("utf-16le" or "iso-2022-jp"))
            {
                // The same as raw bytes, in a header field as well.
                yield return (
                    $"raw {charset}",
                    [.. "From: "u8, .. bytes[..^2], .. " <ann@old.example>\r\nSubject: "u8, .. bytes, .. Encoding.ASCII.GetBytes($"Message-ID: <raw-{charset}@x>\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"), .. bytes]);
            }
        }

        yield return Make("utf-7", "Content-Type: text/plain; charset=utf-7\r\n\r\nGr+APwA3w-e +AGEAYg- 1 +- 1\r\n");
        yield return Make("utf-7 in an encoded word", "X-Word: =?utf-7?q?Gr+APwA3w-e?=\r\n\r\nx\r\n");
        yield return Make("latin-1 called utf-8", Encoding.Latin1, "Content-Type: text/plain; charset=utf-8\r\n\r\nGr\u00fc\u00dfe\r\n");
        yield return Make("utf-8 called latin-1", "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\u00fc\u00dfe\r\n");
        yield return Make("utf-8 called ascii", "Content-Type: text/plain; charset=us-ascii\r\n\r\nGr\u00fc\u00dfe\r\n");
        yield return Make("unknown charset", "Content-Type: text/plain; charset=x-nobody-knows\r\n\r\nGr\u00fc\u00dfe\r\n");
        yield return Make("html that names another charset", Encoding.Latin1, "Content-Type: text/html; charset=iso-8859-1\r\n\r\n<html><head><meta charset=utf-8></head>Gr\u00fc\u00dfe</html>\r\n");
        yield return Make("html that alone names its charset", Encoding.Latin1, "Content-Type: text/html\r\n\r\n<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">Gr\u00fc\u00dfe\r\n");
        yield return Make("format flowed", "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nA line that \r\ngoes on \r\n> quoted \r\n>> deeper\r\n-- \r\nsignature\r\n");
    }

    private static IEnumerable<(string, byte[])> Headers()
    {
        yield return Make("rfc 2231 names", "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: application/pdf; name*0*=utf-8'de'Gr%C3%BC; name*1*=%C3%9Fe%20aus; name*2=\" K.pdf\"\r\nContent-Disposition: attachment; filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=\".pdf\"\r\n\r\n1\r\n"
            + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=iso-8859-1'en'%A3%20rates.pdf\r\n\r\n2\r\n"
            + "--b\r\nContent-Type: application/pdf; name=\"=?utf-8?B?R3LDvMOfZS5wZGY=?=\"\r\n\r\n3\r\n"
            + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"..\\\\..\\\\up.pdf\"\r\n\r\n4\r\n"
            + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"/etc/passwd\"\r\n\r\n5\r\n"
            + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"C:\\\\a<b>:c|d?e*.pdf\"\r\n\r\n6\r\n"
            + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"\u540d\u524d.pdf\"\r\n\r\n7\r\n--b--\r\n");
        yield return Make("fields twice", "Subject: again\r\nFrom: other@old.example\r\nDate: Tue, 3 Jan 2012 10:00:00 +0100\r\nMessage-ID: <again@x>\r\nTo: carl@old.example\r\nX-Twice: 1\r\nX-Twice: 1\r\nX-Twice: 2\r\nReceived: from a by b; Mon, 2 Jan 2012 10:00:01 +0100\r\nReceived: from a by b; Mon, 2 Jan 2012 10:00:01 +0100\r\n\r\nx\r\n");
        yield return Make("10,000 recipients", $"Cc: {string.Join(",\r\n\t", Enumerable.Range(0, 10_000).Select(i => $"Person {Number(i)} <p{Number(i)}@old.example>"))}\r\n\r\nx\r\n");
        yield return Make("huge field of words", $"X-Huge:{Repeat(20_000, i => $"\r\n word{Number(i)}")}\r\n\r\nx\r\n");
        yield return Make("header of two megabytes", $"References:{Repeat(60_000, i => $"\r\n <{Number(i)}.reference@list.old.example>")}\r\n\r\nx\r\n");
        yield return Make("long field without a blank", $"X-Long: {new string('x', 200_000)}\r\n\r\nx\r\n");
        yield return Make("raw utf-8 everywhere", "X-Raw: \u00fc \u65e5\u672c \ud83d\ude00\r\nCc: \u65e5\u672c <x@old.example>, <\u00fc@old.example>\r\n\r\n\ud83d\ude00\r\n");
        yield return Make("encoded words cut in a letter", "X-Cut: =?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ==?=\r\n\r\nx\r\n");
        yield return Make("only a header", "X-Last: 1\r\n");
        yield return Make("header without its last line end", "X-Last: 1");
        yield return Make("blanks before the colon", "X-Blank : 1\r\n\r\nx\r\n");
        yield return Make("line that is no field", "this is no field\r\nX-After: 1\r\n\r\nx\r\n");
        yield return Make("mbox line in front", "\r\nx\r\n") is var (name, bytes) ? (name, (byte[])[.. "From ann@old.example Mon Jan  2 10:00:00 2012\r\n"u8, .. bytes]) : default;
        yield return Make("control characters", "X-Control: a\u0001\u0008\u007fb\r\nSubject: \u0007bell\r\n\r\n\u0001\u000c\u001b[0m\r\n");
        yield return Make("odd dates", "Resent-Date: Thu, 99 Foo 9999 99:99:99 +9999\r\nDeferred-Delivery: never\r\n\r\nx\r\n");
    }

    private static IEnumerable<(string, byte[])> Lines()
    {
        yield return Make("bare line feeds", "\r\none\ntwo\nthree\n");
        yield return ("only bare line feeds", "From: a@old.example\nSubject: lf\nMessage-ID: <lf@x>\n\none\ntwo\n"u8.ToArray());
        yield return ("only bare returns", "From: a@old.example\rSubject: cr\rMessage-ID: <cr@x>\r\rone\rtwo\r"u8.ToArray());
        yield return Make("mixed line ends", "\r\none\rtwo\nthree\r\nfour\r\r\nfive\n\rsix");
        yield return Make("no last line end", "\r\nlast words");
        yield return Make("nul bytes", "\r\na\0b\0\0c\r\n");
        yield return Make("lines of ten thousand", $"\r\n{Repeat(5, _ => new string('y', 10_000) + "\r\n")}");
        yield return Make("line of three megabytes", $"\r\n{new string('z', 3_000_000)}\r\n");
        yield return Make("mbox lines in the text", "\r\nFrom here on\r\n>From there\r\n.\r\n..\r\nFrom x@y Mon Jan  2 10:00:00 2012\r\n");
        yield return Make("blanks at line ends", "\r\none  \r\n\t\r\n  two\t\r\n\r\n\r\n\r\n");
        yield return Make("no text at all", "\r\n");
        yield return Make("blank lines alone", "\r\n\r\n\r\n");
        yield return ("a single letter", "x"u8.ToArray());
        yield return ("a single line end", "\r\n"u8.ToArray());
        yield return ("text without a header", "There is no field here.\r\nNor here.\r\n"u8.ToArray());
    }
}
