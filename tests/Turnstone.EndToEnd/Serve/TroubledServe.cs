using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>What the stories about servers that are killed, frozen and stopped begin with: six full mailboxes, of which three move at once.</summary>
internal static class TroubledServe
{
    public const string SentItem = "<t:MimeContent";
    public const int AtOnce = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ServedWorld> StartAsync(string? postgres, int messagesEach)
    {
        var world = await ServedWorld.StartAsync(SampleCompany.People, postgres, draft => draft with { MostAtOnce = AtOnce }, watched: SentItem);
        await LoadAsync(world, messagesEach);
        return world;
    }

    /// <summary>Fills the old mailboxes.</summary>
    public static async Task LoadAsync(ServedWorld world, int messagesEach)
    {
        var profile = new SampleProfile { Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero), MessagesPerMailbox = messagesEach, LargeMessageBytes = 3_000_000 };
        await MailLoader.LoadAsync(world.Servers.Dovecot, [.. SampleCompany.Mailboxes(profile)], Cancel);
    }

    /// <summary>Every pass came to a good end, and what moved is what the source has.</summary>
    public static async Task AssertAllMovedAsync(ServedWorld world, IReadOnlyList<PassInfo> passes)
    {
        Assert.Equal(SampleCompany.People.Count, passes.Count);
        Assert.All(passes, pass =>
        {
            Assert.Equal((PassState.Completed, null), (pass.State, pass.Failure));
            Assert.Equal(pass.Progress.Found, pass.Progress.Copied + pass.Progress.AlreadyThere);
        });
        await world.AssertAllMovedAsync();
    }
}
