using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>What a destination refuses as it is arrives in another form, and the report says which.</summary>
public class RepairTests
{
    private readonly PassWorld _world = new();

    [Fact]
    public async Task WhatIsTakenAsItIs_IsNeverRepaired()
    {
        _world.Inbox.Add(Bytes("Subject: M\u00fcll\0\n\nbare\rlines\0"));

        var report = await _world.RunAsync();

        Assert.Equal((Grade.Perfect, 0L), (report.Grade, report.Repaired));
    }

    [Fact]
    public async Task NulBytesAndBareLineEnds_AreMendedWhereRefused()
    {
        _world.Inbox.Add(Bytes("Subject: a\n\nx\0y\rz\r\n" + new string('w', 2000) + "\r\n"));
        RefuseWhere(bytes => bytes.Contains((byte)0));

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, Grade.Good, 1L), (report.Status, report.Grade, report.Repaired));
        var text = Delivered();
        Assert.StartsWith("Subject: a\r\n\r\nxy\r\nz\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        Assert.Contains("NUL", Assert.Single(await _world.NotesAsync()).Repair, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RawHeaderBytes_AreEncodedWhereRefused_AndReadTheSame()
    {
        _world.Inbox.Add(Bytes("From: Jörg Müller <j@old.example>\r\nSubject:Grüße aus Köln\r\n\r\nüber\r\n", Encoding.UTF8));
        RefuseWhere(bytes => bytes[..bytes.AsSpan().IndexOf("\r\n\r\n"u8)].Any(b => b >= 0x80));

        await _world.RunAsync();

        using var message = MimeMessage.Load(new MemoryStream(_world.Destination.Deliveries[0].Content.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal("Grüße aus Köln", message.Subject);
        Assert.Equal("Jörg Müller", message.From.Mailboxes.Single().Name);
        Assert.EndsWith("\r\n\r\nüber\r\n", Encoding.UTF8.GetString(_world.Destination.Deliveries[0].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingLastBoundary_IsWrittenWhereRefused()
    {
        _world.Inbox.Add(Bytes(
            "Subject: cut\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=abc\r\n\r\n--abc\r\nContent-Type: text/plain\r\n\r\nbody\r\n"));
        RefuseWhere(bytes => !Regex.IsMatch(Encoding.Latin1.GetString(bytes), "^--.+--\r?$", RegexOptions.Multiline));

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Repaired);
        Assert.Contains("\r\n\r\nbody\r\n", Delivered(), StringComparison.Ordinal);
        Assert.DoesNotContain("original message.eml", Delivered(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From: =?utf-8?q?J=C3=B6rg?= <j@old.example>\r\nTo: a@b.example, \"C, D\" <c@d.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nDate: Tue, 3 Feb 2004 10:00:00 +0100\r\nMessage-ID: <1@x>\r\n\r\nbody\r\n")]
    [InlineData("")]
    [InlineData("no header at all, \0 only bytes")]
    public async Task WhatNothingElseHelps_ArrivesAttached_ByteForByte(string raw)
    {
        var original = Encoding.Latin1.GetBytes(raw);
        _world.Inbox.Add(new SeedMessage(original));
        RefuseWhere(bytes => bytes.AsSpan().IndexOf("original message.eml"u8) < 0);

        var report = await _world.RunAsync();

        Assert.Equal((PassStatus.Completed, Grade.Good), (report.Status, report.Grade));
        using var message = MimeMessage.Load(new MemoryStream(_world.Destination.Deliveries[0].Content.ToArray()), TestContext.Current.CancellationToken);
        using var attached = new MemoryStream();
        await Assert.IsType<MimePart>(message.Attachments.Single()).Content!.DecodeToAsync(attached, TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(original), SHA256.HashData(attached.ToArray()));
        if (raw.StartsWith("From", StringComparison.Ordinal))
        {
            Assert.Equal(("Grüße", "Jörg", 2), (message.Subject, message.From.Mailboxes.Single().Name, message.To.Count));
            Assert.Equal(new DateTimeOffset(2004, 2, 3, 9, 0, 0, TimeSpan.Zero), message.Date.ToUniversalTime());
            Assert.Equal("1@x", message.MessageId);
        }
    }

    [Fact]
    public async Task RepairedFormThatWasSavedAndRefused_IsNotSentInAnotherForm()
    {
        _world.Inbox.Add(Bytes("Subject: a\n\nx\0y"));
        _world.Trouble.OnDelivery(1, new DeliveryTrouble.OneItem(0, new DeliveryResult.Refused(Trouble.Refused())));
        _world.Trouble.OnDelivery(2, new DeliveryTrouble.TakenBut(new DeliveryResult.Refused(Trouble.Refused())));

        var report = await _world.RunAsync();

        Assert.Equal((1L, 1L, 0L), (report.Totals.Copied, report.Repaired, report.Totals.Failed));
        Assert.Single(_world.Destination.Deliveries);
    }

    [Fact]
    public async Task TooLargeItem_IsNotRepaired()
    {
        _world.Inbox.Add(SeedMessage.Plain(1));
        _world.Destination.Refuse = _ => Trouble.Refused(FailureCodes.DestinationItemTooLarge);

        var report = await _world.RunAsync();

        Assert.Equal(1, report.Totals.Failed);
        Assert.Equal(1, _world.Destination.DeliverCalls.Count);
    }

    [Fact]
    public async Task ItemRefusedInEveryForm_FailsWithItsFirstReason()
    {
        _world.WithInbox(3);
        _world.Destination.Refuse = item => item.Source.Uid == 2 ? Trouble.Refused() : null;

        var report = await _world.RunAsync();

        Assert.Equal((2L, 1L), (report.Totals.Copied, report.Totals.Failed));
        Assert.Equal(FailureCodes.DestinationItemRefused, Assert.Single(await _world.NotesAsync()).Code);
    }

    private void RefuseWhere(Func<byte[], bool> bad) => _world.Destination.Refuse = item =>
    {
        using var stream = item.Content.OpenRead();
        var bytes = new byte[item.Content.Length];
        stream.ReadExactly(bytes);
        return bad(bytes) ? Trouble.Refused() : null;
    };

    private string Delivered() => Encoding.Latin1.GetString(Assert.Single(_world.Destination.Deliveries).Content.Span);

    private static SeedMessage Bytes(string text, Encoding? encoding = null) => new((encoding ?? Encoding.Latin1).GetBytes(text));
}
