using System.Net;
using Turnstone.Client.CutOver;
using Turnstone.Client.Projects;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What is expected of records is read before anybody is asked; what cannot be read is told with its field.</summary>
public sealed class CutOverRefusalTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _project = (await _client.AddAsync(new ProjectDraft { CustomerId = await _client.AddCustomerAsync(), Name = "Move", Region = "here" })).Id;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    public static TheoryData<CutOverDraft, string> Wrong => new()
    {
        { new CutOverDraft { Mx = ["192.0.2.1"] }, "is not the name of a domain or a host" },
        { new CutOverDraft { Domain = "a b", Mx = ["mail.new.example"] }, "is not the name of a domain or a host" },
        { new CutOverDraft { Spf = ["include"] }, "is no part of an SPF record" },
        { new CutOverDraft { Autodiscover = "https://mail.new.example" }, "is neither a host nor an address" },
        { new CutOverDraft { Mx = ["mail.new.example"], Resolvers = ["dns.example"] }, "is not an address" },
        { new CutOverDraft { Mx = ["mail.new.example"], NameServers = ["192.0.2.53"] }, "does not say where a name server is asked" },
        { new CutOverDraft(), "does not say what the records are to become" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WhatCannotBeRead_IsRefused(CutOverDraft draft, string told)
    {
        var problem = await _client.SendAsync(HttpMethod.Post, $"projects/{_project}/cut-over/check", draft).AssertRefusedAsync(HttpStatusCode.BadRequest, "cut-over/expectation");

        Assert.Contains(told, (string)problem["detail"]!, StringComparison.Ordinal);
    }
}
