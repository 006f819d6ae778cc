using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Coupons;
using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Customers;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.CutOver;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;
using Turnstone.Client.OpenId;
using Turnstone.Client.Orders;
using Turnstone.Client.Passes;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Client.Workgroups;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>
/// For tests that walk every route: a thing of a workgroup for each name in a path, and a sound body for each kind of request. A route whose
/// names or body are missing here fails the walks: add them when you add a route.
/// </summary>
internal sealed class RouteSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<Type, object> Bodies = new()
    {
        [typeof(SetupDraft)] = new SetupDraft { Code = "0", Workgroup = "W", Name = "N", Email = "n@msp.example", Password = ServerWorld.Password },
        [typeof(SignInDraft)] = new SignInDraft { Email = "n@msp.example", Password = ServerWorld.Password },
        [typeof(TokenDraft)] = new TokenDraft { Name = "Script" },
        [typeof(EndpointDraft)] = new EndpointDraft { CustomerId = Guid.Empty, Name = "Changed", Kind = EndpointType.Imap, Address = "imaps://changed.example" },
        [typeof(CutOverDraft)] = new CutOverDraft(),
        [typeof(EndpointTestDraft)] = new EndpointTestDraft(),
        [typeof(ProjectDraft)] = new ProjectDraft { CustomerId = Guid.Empty, Name = "Changed", Region = "here" },
        [typeof(ProjectCloneDraft)] = new ProjectCloneDraft { Name = "Cloned" },
        [typeof(RunbookTickDraft)] = new RunbookTickDraft(),
        [typeof(SupportOptionsDraft)] = new SupportOptionsDraft { SupportOptions = "FolderLimit=5" },
        [typeof(MailboxDraft)] = new MailboxDraft { SourceAddress = "anna@changed.example", DestinationAddress = "anna@new.example" },
        [typeof(StarDraft)] = new StarDraft { Filter = new MailboxFilter(), Star = 1 },
        [typeof(MailboxSelection)] = new MailboxSelection { Filter = new MailboxFilter() },
        [typeof(MoveDraft)] = new MoveDraft { Filter = new MailboxFilter(), ProjectId = Guid.Empty },
        [typeof(ClearCredentialsDraft)] = new ClearCredentialsDraft { Filter = new MailboxFilter(), Source = true },
        [typeof(MailboxOptionsDraft)] = new MailboxOptionsDraft { Filter = new MailboxFilter(), SupportOptions = "" },
        [typeof(string)] = "Source Email,Destination Email\nanna@changed.example,anna@new.example\n",
        [typeof(OpenIdLinkDraft)] = new OpenIdLinkDraft { Password = "wrong" },
        [typeof(SwitchDraft)] = new SwitchDraft { WorkgroupId = Guid.Empty },
        [typeof(RoleDraft)] = new RoleDraft { Role = AgentRole.Associate },
        [typeof(InvitationDraft)] = new InvitationDraft { Addresses = ["new@msp.example"] },
        [typeof(InvitationCode)] = new InvitationCode { Code = "0" },
        [typeof(AcceptDraft)] = new AcceptDraft { Code = "0", Password = ServerWorld.Password },
        [typeof(PasswordDraft)] = new PasswordDraft { Current = "wrong", Password = ServerWorld.Password },
        [typeof(PasswordProof)] = new PasswordProof { Password = "wrong" },
        [typeof(ResetRequest)] = new ResetRequest { Email = "n@msp.example" },
        [typeof(ResetDraft)] = new ResetDraft { Code = "0", Password = ServerWorld.Password },
        [typeof(TwoStepCode)] = new TwoStepCode { Code = "000000" },
        [typeof(WorkgroupDraft)] = new WorkgroupDraft { Name = "Another" },
        [typeof(WorkgroupSettings)] = new WorkgroupSettings { Name = "Renamed", SharesProjects = true, RequiresTwoStep = false },
        [typeof(CustomerUserSelection)] = new CustomerUserSelection { Filter = new CustomerUserFilter() },
        [typeof(CouponDraft)] = new CouponDraft { PackId = Guid.Empty, Count = 1, Label = "Coupon" },
        [typeof(CouponCodes)] = new CouponCodes { Codes = "0" },
        [typeof(OrderDraft)] = Orders.Draft(1),
        [typeof(PlaceDraft)] = new PlaceDraft { Method = Client.Orders.PaymentMethod.Wire },
        [typeof(OrderRefusal)] = new OrderRefusal { Reason = "Nothing came." },
        [typeof(CustomerUserDraft)] = new CustomerUserDraft { Address = "anna@changed.example" },
        [typeof(MailboxesFromUsersDraft)] = new MailboxesFromUsersDraft { Filter = new CustomerUserFilter() },
        [typeof(CustomerDraft)] = new CustomerDraft { CompanyName = "Changed", PrimaryDomain = "changed.example" },
        [typeof(PassDraft)] = new PassDraft { Kind = PassKind.Verify },
        [typeof(StopDraft)] = new StopDraft(),
        [typeof(NoticeTemplateDraft)] = new NoticeTemplateDraft { Subject = "Changed", Body = "Changed" },
        [typeof(NoticePreviewDraft)] = new NoticePreviewDraft(),
        [typeof(CredentialRequestDraft)] = new CredentialRequestDraft { Filter = new MailboxFilter(), Source = true },
        [typeof(UserNoticeDraft)] = new UserNoticeDraft { Filter = new MailboxFilter(), Kind = NoticeKind.AfterCutOver },
    };

    /// <summary>Names in paths that stand for a word, not for a thing.</summary>
    private static readonly Dictionary<string, string> Words = new() { ["kind"] = "passFailed", ["step"] = "outlook", ["script"] = "undo" };

    private readonly Dictionary<string, Guid> _ids;

    private RouteSamples(Dictionary<string, Guid> ids) => _ids = ids;

    /// <summary>One thing of each kind in a workgroup.</summary>
    public static async Task<RouteSamples> FillAsync(ServerWorld world, Guid workgroup)
    {
        await using var rows = world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(workgroup));
        var agent = new Agent { DisplayName = "Owner", UserName = $"{workgroup}@msp.example", NormalizedUserName = $"{workgroup}", Email = $"{workgroup}@msp.example", NormalizedEmail = $"{workgroup}", Created = Noon };
        var token = new AccessToken { AgentId = agent.Id, Name = "Script", Hash = $"{workgroup}", Scope = TokenScope.Read, Created = Noon, Expires = Noon.AddYears(1) };
        var invitation = new Invitation { Address = "asked@msp.example", Role = Role.Associate, Hash = $"{workgroup}", InvitedById = agent.Id, Created = Noon, Expires = Noon.AddYears(1) };
        var customer = new Customer { CompanyName = "Theirs", PrimaryDomain = "theirs.example", Created = Noon };
        var endpoint = new Endpoint { CustomerId = customer.Id, Name = "Theirs", Kind = EndpointKind.Imap, Address = "imaps://theirs.example:993", Created = Noon };
        var project = new Project { CustomerId = customer.Id, Name = "Theirs", Region = "here", SourceId = endpoint.Id, Created = Noon };
        var mailbox = new Mailbox { ProjectId = project.Id, SourceAddress = "anna@theirs.example", DestinationAddress = "anna@new.example", Created = Noon };
        var pass = new MailboxPass
        {
            MailboxId = mailbox.Id, ProjectId = project.Id, Mailbox = "anna@theirs.example", Kind = Engine.Planning.PassKind.Full, SubmittedBy = agent.Id, Submitted = Noon, Due = Noon,
        };
        var user = new CustomerUser { CustomerId = customer.Id, Address = "anna@theirs.example", Created = Noon };
        var order = new LicenceOrder
        {
            Reference = $"{workgroup}", Quantity = 1, UnitPrice = 1500, Currency = "USD", OrderedBy = agent.Id, Created = Noon,
            BillingName = "Theirs", BillingStreet = "1", BillingPostalCode = "1", BillingCity = "1", BillingCountry = "1",
        };
        var coupon = new Coupon { Hash = $"{workgroup}", Label = "Theirs", Count = 1, MadeIn = workgroup, PackId = Guid.Empty, Created = Noon, Expires = Noon.AddYears(1) };
        var pack = new LicencePack { Label = "Theirs", Granted = 1, Applied = 1, Created = Noon, Expires = Noon.AddYears(1) };
        var licence = new Licence { PackId = pack.Id, CustomerUserId = user.Id, Address = user.Address, Applied = Noon, Expires = pack.Expires };
        var check = new CheckRun
        {
            Kind = CheckKind.SourceTest, EndpointId = endpoint.Id, Subject = endpoint.Address, Started = Noon, Finished = Noon, Verdict = Engine.Checks.TestOutcome.Ok, Headline = "Everything works", Version = "1", Steps = "[]",
        };
        rows.AddRange(endpoint, check, project, mailbox, pass, user, order, coupon, pack, licence);
        rows.AddRange(agent, new Membership { AgentId = agent.Id, Role = Role.Administrator, Created = Noon }, token, invitation, customer);
        await rows.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new RouteSamples(new Dictionary<string, Guid>
        {
            ["token"] = token.Id, ["agent"] = agent.Id, ["invitation"] = invitation.Id, ["customer"] = customer.Id, ["customerUser"] = user.Id, ["endpoint"] = endpoint.Id,
            ["order"] = order.Id, ["coupon"] = coupon.Id, ["project"] = project.Id, ["mailbox"] = mailbox.Id, ["pass"] = pass.Id,
            ["pack"] = pack.Id, ["check"] = check.Id, ["licence"] = licence.Id,
        });
    }

    /// <summary>The same paths with things that nobody has.</summary>
    public static RouteSamples OfNothing(RouteSamples like) => new(like._ids.Keys.ToDictionary(name => name, _ => Guid.NewGuid()));

    /// <summary>Everything the samples are called by.</summary>
    public IEnumerable<Guid> Ids => _ids.Values;

    /// <summary>A request to a route, sound but for whose things it names.</summary>
    public (HttpMethod Method, string Path, object? Body) Request(RouteEndpoint route)
    {
        var method = HttpMethod.Parse(route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]);
        var path = string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Words.GetValueOrDefault(parameter.Name) ?? _ids[parameter.Name].ToString("D", CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"{route.RoutePattern.RawText} has a part that the walks do not know."),
        }))));
        var body = route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type ? Bodies[type] : null;
        return (method, "/" + path, body);
    }

    /// <summary>The routes that need an ability, which are all but a few that are open.</summary>
    public static IReadOnlyList<RouteEndpoint> Guarded(ServerWorld world) =>
        [.. world.Routes.Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && route.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null)];
}
