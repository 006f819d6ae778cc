using System.Text.Json;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Testing;

namespace Turnstone.EndToEnd.Clients;

/// <summary>
/// Debian's python3-exchangelib, run by the system's own Python (another Python on the PATH does not have it). It asks for
/// the schema version itself, lists by FindItem and reads by GetItem, as its users' programs do.
/// </summary>
internal static class ExchangelibClient
{
    private static readonly DebianPackage Package = new("python3-exchangelib");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task EnsureAsync(CancellationToken cancellationToken) =>
        DebianPackages.EnsureAsync([Package], Console.WriteLine, cancellationToken);

    /// <summary>All mail folders of the mailbox with their items, oldest first.</summary>
    public static async Task<IReadOnlyList<SeenFolder>> ReadAsync(
        ExchangeLogin login, bool impersonate, CancellationToken cancellationToken)
    {
        var question = JsonSerializer.Serialize(new
        {
            url = login.Url,
            login = login.Login,
            password = login.Password,
            mailbox = login.Mailbox,
            access = impersonate ? "impersonation" : "delegate",
        });
        await using var python = RunningProcess.Start(
            "/usr/bin/python3",
            [Path.Combine(AppContext.BaseDirectory, "Clients", "read_mailbox.py")],
            new Dictionary<string, string?>
            {
                // requests, which exchangelib speaks HTTP with, takes its authorities from here; no proxy may come between.
                ["REQUESTS_CA_BUNDLE"] = login.AuthorityPath,
                ["NO_PROXY"] = "*",
            },
            input: question);

        var status = await python.WaitForExitAsync(Limit, cancellationToken);
        return status == 0
            ? JsonSerializer.Deserialize<List<SeenFolder>>(python.StandardOutput, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"exchangelib could not read {login} (status {status}):\n{python.Output}");
    }
}
