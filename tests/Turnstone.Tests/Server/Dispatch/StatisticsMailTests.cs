using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Turnstone.Client.Passes;
using Turnstone.Client.Statistics;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>The mail with a project's statistics.</summary>
public sealed class StatisticsMailTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new();
    private DispatchWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await DispatchWorld.StartAsync(mailboxes: 2, mail: _listener);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task WhoAsks_IsMailedASummary_AndTheFile_AsTheyWereThen()
    {
        await _world.SubmitAsync(PassKind.Full, mailboxes: _world.Mailboxes[0]);
        await _world.RunAsync();
        var file = await CsvAsync();

        var info = await AskAsync();
        await _world.SubmitAsync(PassKind.Full, mailboxes: _world.Mailboxes[1]);
        await _world.RunAsync();
        await _world.World.SendMailsAsync();

        var mail = await _listener.NextAsync(Cancel);
        Assert.Equal(new StatisticsMailInfo((await ServerWorld.WhoAsync(_world.Client)).Email, 2), info);
        Assert.Equal((info.Recipient, "Statistics of Move"), (Assert.Single(mail.Recipients), mail.Message.Subject));
        Assert.Contains("Mailboxes: 2\nNot submitted: 1\nCompleted: 1\n", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Items that are there: 3", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Completed", mail.Html, StringComparison.Ordinal);
        var part = Assert.IsType<MimePart>(Assert.Single(mail.Message.Attachments), exactMatch: false);
        Assert.Equal(("statistics.csv", "text/csv"), (part.FileName, part.ContentType.MimeType));
        Assert.Equal(file, BytesOf(part));
        Assert.NotEqual(file, await CsvAsync());
    }

    [Fact]
    public async Task LargeFile_IsZipped()
    {
        await using (var rows = _world.Plane.Open(new PlaneScope.Of(_world.Workgroup)))
        {
            rows.AddRange(Enumerable.Range(1, 8000).Select(number => new Mailbox
            {
                ProjectId = _world.Project, SourceAddress = $"many{number}@old.example", DestinationAddress = $"many{number}@example.com", Created = _world.World.Time.GetUtcNow(),
            }));
            await rows.SaveChangesAsync(Cancel);
        }

        await AskAsync();
        await _world.World.SendMailsAsync();

        var part = Assert.IsType<MimePart>(Assert.Single((await _listener.NextAsync(Cancel)).Message.Attachments), exactMatch: false);
        await using var archive = new ZipArchive(new MemoryStream(BytesOf(part)));
        var entry = Assert.Single(archive.Entries);
        using var content = new MemoryStream();
        await using (var stream = await entry.OpenAsync(Cancel))
        {
            await stream.CopyToAsync(content, Cancel);
        }

        Assert.Equal(("statistics.zip", "statistics.csv"), (part.FileName, entry.Name));
        Assert.Equal(await CsvAsync(), content.ToArray());
    }

    private Task<StatisticsMailInfo> AskAsync() => _world.Client.SendAsync(HttpMethod.Post, $"projects/{_world.Project}/statistics/mail").ReadAsync<StatisticsMailInfo>();

    private async Task<byte[]> CsvAsync()
    {
        using var answer = await _world.Client.SendAsync(HttpMethod.Get, $"projects/{_world.Project}/statistics.csv");
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    private static byte[] BytesOf(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
