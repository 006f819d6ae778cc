using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>A project of many mailboxes whose servers do not answer: a hundred passes are under way and ask again, all others wait.</summary>
internal static class ManyMailboxes
{
    /// <summary>How many.</summary>
    public const int Count = 10_000;

    /// <summary>The time that an import of them takes is the caller's to measure.</summary>
    public static async Task<ProjectInfo> MakeProjectAsync(TurnstoneClient client, CancellationToken cancellationToken)
    {
        var customer = await client.AddCustomerAsync(new CustomerDraft { CompanyName = "Old Ltd", PrimaryDomain = "old.example" }, cancellationToken);
        var port = ClosedPort();
        var source = await client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer.Id, Name = "Old server", Kind = EndpointType.Imap, Address = FormattableString.Invariant($"imaps://127.0.0.1:{port}") }, cancellationToken);
        var destination = await client.AddEndpointAsync(
            new EndpointDraft
            {
                CustomerId = customer.Id, Name = "New server", Kind = EndpointType.Exchange,
                Address = FormattableString.Invariant($"https://127.0.0.1:{port}/EWS/Exchange.asmx"), Login = "svc-turnstone@new.example", Secret = "secret",
            },
            cancellationToken);
        return await client.AddProjectAsync(
            new ProjectDraft { CustomerId = customer.Id, Name = "Everybody", SourceId = source.Id, DestinationId = destination.Id, Region = "On premises", MostPasses = 100 }, cancellationToken);
    }

    /// <summary>The list of them.</summary>
    public static MemoryStream List()
    {
        var list = new StringBuilder("Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\n");
        for (var number = 0; number < Count; number++)
        {
            list.AppendLine(CultureInfo.InvariantCulture, $"person{number:0000}@old.example,,secret of {number},person{number:0000}@new.example,,,");
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(list.ToString()));
    }

    /// <summary>A full pass over each.</summary>
    public static async Task StartAsync(TurnstoneClient client, ProjectInfo project, CancellationToken cancellationToken)
    {
        var submission = await client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Full }, cancellationToken);
        if (submission.Submitted != Count)
        {
            throw new InvalidOperationException($"{submission.Submitted} passes were submitted, {submission.Refused.Count} refused.");
        }
    }

    // Closed again at once; nobody else is given it for a while.
    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
