using Microsoft.AspNetCore.Routing;
using Turnstone.Server.Requests;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class RequestKeyTests : RequestKeyConformance
{
    /// <summary>Whoever adds a request by POST decides whether doing it twice does harm.</summary>
    [Fact]
    public async Task RequestsThatTakeNoKey_AreThese()
    {
        await using var world = await ServerWorld.StartAsync();

        var without = RouteSamples.Guarded(world)
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("POST") && route.Metadata.GetMetadata<OncePerKey>() is null)
            .Select(route => route.Metadata.GetMetadata<EndpointNameMetadata>()!.EndpointName).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                // Done again they come to the same, only look, or are about oneself and not saved in the workgroup's rows.
                "ArchiveCustomer", "ArchiveEndpoint", "ArchiveProject", "CheckCoupons", "CheckCutOver", "CheckSupportOptions",
                "ConfirmTwoStep", "LinkOpenId", "MakeWorkgroup", "PlanMailbox", "PreviewNotice", "RenewRecoveryCodes", "RestoreCustomer",
                "RestoreEndpoint", "RestoreProject", "StartTwoStep", "StopPasses", "SwitchWorkgroup",
                "TestEndpoint", "TurnTwoStepOff", "ValidateProject", "WithdrawCredentialRequests",
            ],
            without);
    }
}
