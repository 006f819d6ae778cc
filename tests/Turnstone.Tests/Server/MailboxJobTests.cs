using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Planning;
using Turnstone.Server.Passes;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What a pass over a mailbox is given to run with.</summary>
public sealed class MailboxJobTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _client = null!;
    private Guid _customer;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        _customer = await _client.AddCustomerAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task MailboxWithItsOwnPassword_AndAServiceAccount_AreReadyToRun()
    {
        var job = await PrepareAsync(Moves.Source(_customer), Moves.Destination(_customer), Moves.Mailbox("anna") with { SourceLogin = "anna", SourceSecret = "s3cret" });

        var signIn = Assert.IsType<ImapSignIn.Password>(job.SourceOptions.SignIn);
        Assert.Equal(("anna", "s3cret", "imaps://mail.old.example:993"), (signIn.Login, signIn.Secret.Reveal(), $"{job.SourceOptions.Endpoint}"));
        var destination = job.DestinationOptions;
        Assert.Equal(("mover@new.example", "Winter-2026", ExchangeAccess.Delegate), (destination.Login, destination.Password?.Reveal(), destination.Access));
        Assert.Equal(("anna@old.example", "anna@new.example"), (job.Source.Value, destination.Mailbox.Value));
    }

    [Theory]
    [InlineData("separator:*", "anna@old.example*admin")]
    [InlineData("authzid", "admin (as anna@old.example)")]
    [InlineData("proxyauth", "admin (PROXYAUTH for anna@old.example)")]
    [InlineData("exchange", @"admin\anna")]
    [InlineData("groupwise", "the trusted application admin (for anna@old.example)")]
    public async Task Administrator_OpensTheMailbox_WhateverPasswordItBrings(string form, string login)
    {
        var job = await PrepareAsync(
            Moves.Source(_customer) with { Login = "admin", Secret = "x", AdministratorForm = form }, Moves.Destination(_customer), Moves.Mailbox("anna") with { SourceSecret = "own" });

        Assert.Equal(login, job.SourceOptions.SignIn.Login);
    }

    [Fact]
    public async Task Tokens_ComeFromOneSourceForAllMailboxes()
    {
        var source = await _client.AddAsync(Moves.Source(_customer) with { SecretKind = CredentialKind.ClientSecret, Secret = "x", TokenClient = "app", TokenEndpoint = "https://login.old.example/token" });
        var project = await ProjectAsync(source, await _client.AddAsync(Moves.Destination(_customer)));
        var first = await JobAsync((await _client.AddAsync(project.Id, Moves.Mailbox("anna"))).Id);
        var second = await JobAsync((await _client.AddAsync(project.Id, Moves.Mailbox("bert"))).Id);

        var (anna, bert) = (Assert.IsType<ImapSignIn.Bearer>(first.SourceOptions.SignIn), Assert.IsType<ImapSignIn.Bearer>(second.SourceOptions.SignIn));
        Assert.Equal(("anna@old.example", "bert@old.example"), (anna.User, bert.User));
        Assert.IsType<ClientCredentialTokens>(anna.Tokens);
        Assert.Same(anna.Tokens, bert.Tokens);
    }

    [Fact]
    public async Task MailboxOfItsOwnAccount_IsOpenedAsItsOwner_AndByImpersonationWhereAnOptionAsksForIt()
    {
        var own = Moves.Destination(_customer) with { Login = null, Secret = null };
        var mailbox = Moves.Mailbox("anna") with { SourceSecret = "s", DestinationSecret = "d" };
        var job = await PrepareAsync(Moves.Source(_customer), own, mailbox);

        Assert.Equal(("anna@new.example", "d", ExchangeAccess.Owner), (job.DestinationOptions.Login, job.DestinationOptions.Password?.Reveal(), job.DestinationOptions.Access));
        var impersonating = await PrepareAsync(
            Moves.Source(_customer) with { Name = "Old 2" }, Moves.Destination(_customer) with { Name = "New 2" }, mailbox with { SupportOptions = "UseEwsImportImpersonation=1" }, "Second");
        Assert.Equal(ExchangeAccess.Impersonate, impersonating.DestinationOptions.Access);
    }

    [Fact]
    public async Task BearerToken_SignsInAtExchange()
    {
        var job = await PrepareAsync(
            Moves.Source(_customer), Moves.Destination(_customer) with { Login = null, Scheme = ExchangeScheme.Bearer, SecretKind = CredentialKind.Token, Secret = "eyJ" },
            Moves.Mailbox("anna") with { SourceSecret = "s" });

        Assert.Equal((ExchangeSignIn.Bearer, "eyJ", null), (job.DestinationOptions.SignIn, job.DestinationOptions.Token?.Reveal(), job.DestinationOptions.Password));
    }

    [Fact]
    public async Task Settings_AreTheProjectsAndTheMailboxs_AndThePassesOwnBoundsGoFirst()
    {
        var now = _world.Time.GetUtcNow();
        var source = await _client.AddAsync(Moves.Source(_customer));
        var destination = await _client.AddAsync(Moves.Destination(_customer));
        var project = await _client.AddAsync(new ProjectDraft
        {
            CustomerId = _customer, Name = "Move", Region = "here", SourceId = source.Id, DestinationId = destination.Id, FolderFilter = "^Junk$", MostErrors = 5, MostMegabits = 8,
            NewerThan = now.AddDays(-900), OlderThan = now.AddDays(-1), SupportOptions = "FolderMapping=\"^INBOX/->\" FolderLimit=50", KeepsSubjects = true,
        });
        var mailbox = await _client.AddAsync(project.Id, Moves.Mailbox("anna") with { SourceSecret = "s", SupportOptions = "FolderLimit=20" });

        var job = await JobAsync(mailbox.Id, new PassOptions { Kind = PassKind.PreStage, OlderThan = now.AddDays(-90) });

        Assert.Equal((PassKind.PreStage, now.AddDays(-90), now.AddDays(-900)), (job.Options.Kind, job.Options.OlderThan, job.Options.NewerThan));
        Assert.Matches(job.Options.FolderFilter!, "junk");
        Assert.Equal((5, 20, 1), (job.Options.MaxErrors, job.Options.FolderLimit, job.Options.FolderMappings.Count));
        Assert.Equal((1_000_000.0, true), (job.MaxBytesPerSecond, job.KeepsSubjects));
    }

    [Fact]
    public async Task MissingPassword_IsNamed_WithItsSide()
    {
        var source = await FailureAsync(() => PrepareAsync(Moves.Source(_customer), Moves.Destination(_customer), Moves.Mailbox("anna")));
        var destination = await FailureAsync(() => PrepareAsync(
            Moves.Source(_customer) with { Name = "Old 2" }, Moves.Destination(_customer) with { Name = "New 2", Login = null, Secret = null }, Moves.Mailbox("anna") with { SourceSecret = "s" }, "Second"));

        Assert.Equal((FailureCodes.SourceCredentialsMissing, FailureSide.Source), (source.Code, source.Side));
        Assert.Contains("anna@old.example", source.Message, StringComparison.Ordinal);
        Assert.Equal((FailureCodes.DestinationCredentialsMissing, FailureSide.Destination), (destination.Code, destination.Side));
    }

    [Fact]
    public async Task MissingEndpoint_IsNamed()
    {
        var project = await _client.AddAsync(new ProjectDraft { CustomerId = _customer, Name = "Move", Region = "here" });
        var mailbox = await _client.AddAsync(project.Id, Moves.Mailbox("anna"));

        var failure = await FailureAsync(() => JobAsync(mailbox.Id));

        Assert.Equal(FailureCodes.LocalOptions, failure.Code);
        Assert.Equal("The project \"Move\" has no source endpoint.", failure.Message);
    }

    [Fact]
    public async Task SecretWhoseKeysAreGone_HasToBeEnteredAgain()
    {
        var project = await ProjectAsync(await _client.AddAsync(Moves.Source(_customer)), await _client.AddAsync(Moves.Destination(_customer)));
        var mailbox = await _client.AddAsync(project.Id, Moves.Mailbox("anna") with { SourceSecret = "s" });
        await using (var rows = Open())
        {
            await rows.Endpoints.Where(row => row.ProtectedSecret != null).ExecuteUpdateAsync(change => change.SetProperty(row => row.ProtectedSecret, "CfDJ8AAAA"), Cancel);
        }

        var failure = await FailureAsync(() => JobAsync(mailbox.Id));

        Assert.Contains("keys they were encrypted with are gone", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PreparingAJob_CountsAsUse()
    {
        var project = await ProjectAsync(await _client.AddAsync(Moves.Source(_customer)), await _client.AddAsync(Moves.Destination(_customer)));
        var mailbox = await _client.AddAsync(project.Id, Moves.Mailbox("anna") with { SourceSecret = "s" });
        _world.Time.Advance(TimeSpan.FromDays(3));

        await JobAsync(mailbox.Id);

        await using var rows = Open();
        Assert.Equal(_world.Time.GetUtcNow(), (await rows.Mailboxes.SingleAsync(Cancel)).LastUsed);
        Assert.All(await rows.Endpoints.ToListAsync(Cancel), row => Assert.Equal(_world.Time.GetUtcNow(), row.LastUsed));
    }

    private async Task<MailboxJob> PrepareAsync(EndpointDraft source, EndpointDraft destination, MailboxDraft mailbox, string name = "Move")
    {
        var project = await ProjectAsync(await _client.AddAsync(source), await _client.AddAsync(destination), name);
        return await JobAsync((await _client.AddAsync(project.Id, mailbox)).Id);
    }

    private Task<ProjectInfo> ProjectAsync(EndpointInfo source, EndpointInfo destination, string name = "Move") =>
        _client.AddAsync(new ProjectDraft { CustomerId = _customer, Name = name, Region = "here", SourceId = source.Id, DestinationId = destination.Id });

    private Task<MailboxJob> JobAsync(Guid mailbox, PassOptions? asked = null) =>
        _world.Services.GetRequiredService<MailboxJobs>().PrepareAsync(_workgroup, mailbox, asked ?? new PassOptions(), Cancel);

    private static async Task<Failure> FailureAsync(Func<Task<MailboxJob>> prepare) => (await Assert.ThrowsAsync<SessionException>(prepare)).Failure;

    private PlaneContext Open() => _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
}
