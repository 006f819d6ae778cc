using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Transfer;

namespace Turnstone.Benchmarks.Micro;

/// <summary>What the transfer reads of one message, its content keys included: a small one with a header such as servers make today.</summary>
public class MessageHeadBenchmark
{
    private static readonly SmtpAddress Mailbox = SmtpAddress.Parse("grace@old.example");
    private ItemContent _content = null!;

    /// <summary>Bytes of the body.</summary>
    [Params(12 << 10)]
    public int Body { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var hops = Enumerable.Range(1, 4).Select(n => string.Create(CultureInfo.InvariantCulture, $"Received: from relay{n}.old.example (relay{n}.old.example [192.0.2.{n}])\r\n\tby mx{n}.old.example (Postfix) with ESMTPS id 4XyZ{n}kQ0vz9rT\r\n\tfor <grace@old.example>; Mon, 23 Nov 2026 10:00:0{n} +0100 (CET)\r\n"));
        var mail = $"Return-Path: <anna@old.example>\r\n{string.Concat(hops)}DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=old.example; s=mail;\r\n\tbh={new string('b', 43)}=;\r\n\th=From:To:Subject:Date;\r\n\tb={new string('x', 170)}==\r\nMessage-ID: <20261123100000.4711@old.example>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nFrom: Anna Example <anna@old.example>\r\nTo: Grace Example <grace@old.example>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=\r\nContent-Type: multipart/alternative; boundary=\"----=_Part_1\"\r\nX-Mailer: Mail 16.0\r\n\r\n{new string('a', Body)}";
        using var writer = new ContentSpool().Write(mail.Length);
        writer.Write(Encoding.ASCII.GetBytes(mail));
        _content = writer.Complete();
    }

    [GlobalCleanup]
    public void Close() => _content.Dispose();

    [Benchmark]
    public bool Read() => MessageHead.Read(_content, Mailbox).IsIntricate;
}
