using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Testing;
using Turnstone.Tests.Sandbox.Mime;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>A whole pass into the stand-in over HTTP, compared item by item.</summary>
public class ExchangeVerificationTests
{
    [Fact]
    public async Task TortureMail_ArrivesAsItWas()
    {
        var messages = MailCorpus.RoundTrips().Where(mail => mail.Stored is not null).ToList();
        await using var world = await StartAsync();
        await using var destination = world.Open();
        var source = new InMemorySourceMailbox();
        var inbox = source.AddFolder("INBOX", role: FolderRole.Inbox);
        messages.ForEach(mail => inbox.Add(new SeedMessage(mail.Bytes) { Flags = ItemFlags.Seen | ItemFlags.Flagged }));
        var journal = new InMemoryJournal(TimeProvider.System);

        var setup = new PassSetup { Source = SmtpAddress.Parse("anna@old.example"), Destination = Anna, Options = new PassOptions { Verification = VerificationMode.Full } };
        var report = await new Pass(source, destination, journal, setup, TimeProvider.System, NullLogger<Pass>.Instance).RunAsync(Cancel);

        var notes = new List<string>();
        await foreach (var note in journal.ListNotesAsync(Cancel))
        {
            notes.Add($"{messages[(int)note.Uid - 1].Name}: {note.Code} {note.Message}");
        }

        Assert.Equal([], notes);
        Assert.Equal(new VerificationResult(VerificationMode.Full, messages.Count, 0), report.Verification);
        Assert.Equal(Grade.Perfect, report.Grade);
    }
}
