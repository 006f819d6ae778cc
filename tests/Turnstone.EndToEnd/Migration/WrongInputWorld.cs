using Turnstone.Sandbox;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Both servers with everybody's mailboxes, which nobody succeeds in moving; more mailboxes than bad tries lock an account.</summary>
public sealed class WrongInputWorld : IAsyncLifetime
{
    internal MigrationWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await MigrationWorld.StartAsync(
        SampleCompany.People,
        (options, _) => options with
        {
            ServiceAccounts =
            [
                .. options.ServiceAccounts,
                new ServiceAccount("svc-none@new.example", options.ServiceAccounts[0].Password) { HasFullAccess = false, MayImpersonate = false },
            ],
        });

    public ValueTask DisposeAsync() => World?.DisposeAsync() ?? ValueTask.CompletedTask;
}
