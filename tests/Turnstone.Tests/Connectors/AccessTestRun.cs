using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>What the stories about the access test have in common.</summary>
internal static class AccessTestRun
{
    public const string FolderName = "Turnstone test (may be deleted)";

    public static TestStep Find(IReadOnlyList<TestStep> steps, string name) => steps.Single(step => step.Name == name);

    /// <summary>The test with small measures, unless it is made otherwise.</summary>
    public static async Task<IReadOnlyList<TestStep>> RunAsync(
        ExchangeDestinationOptions options, Func<ExchangeDestinationOptions, ExchangeAccessTest>? make = null) =>
        await (make?.Invoke(options) ?? new ExchangeAccessTest(options, TimeProvider.System) { LargestRequest = 1 << 20 }).RunAsync(Cancel).ToListAsync(Cancel);

    public static ExchangeAccessTest Writing(ExchangeDestinationOptions options) => new(options, TimeProvider.System) { LargestRequest = 1 << 20, Writes = true, MostRequestsAtOnce = 4 };

    /// <summary>The test's own folder; null where there is none.</summary>
    public static async Task<DestinationFolder?> TestFolderOf(ExchangeWorld world)
    {
        await using var mailbox = world.Open();
        return await mailbox.FindFolderAsync(new DestinationPath(FolderRole.None, FolderPath.Of(FolderName)), Cancel);
    }

    /// <summary>The folders that a user sees, by name.</summary>
    public static async Task<IReadOnlyList<string>> FolderNamesAsync(ExchangeWorld world)
    {
        using var client = world.Client();
        var request = new FindFolder { Traversal = FolderTraversal.Deep, ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot] };
        return [.. (await client.FindFolderAsync(request, Cancel))[0].Value!.Folders.Select(folder => folder.DisplayName!)];
    }
}
