using System.Net;
using System.Text.Json.Nodes;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;
using Turnstone.Client.Projects;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>A project's own words for what it tells by mail.</summary>
public sealed class NoticeTemplateTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _project = (await _client.AddProjectAsync()).Id;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task EveryKind_HasWordsOfTheHouse_ThatCanBeFilledIn()
    {
        var templates = await ListAsync();

        Assert.Equal(Enum.GetValues<NoticeKind>(), templates.Select(template => template.Kind));
        foreach (var template in templates)
        {
            Assert.False(template.IsOwn);
            var preview = await PreviewAsync(template.Kind, new NoticePreviewDraft());
            Assert.DoesNotContain("{", preview.Subject + preview.Text, StringComparison.Ordinal);
            Assert.Contains("anna@", preview.Subject, StringComparison.Ordinal);
            Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(preview.Subject), preview.Html, StringComparison.Ordinal);
            await ChangeAsync(template.Kind, template.Subject, template.Body).ReadAsync<NoticeTemplateInfo>();
        }
    }

    [Fact]
    public async Task OwnWords_AreKept_AndTakenAwayAgain()
    {
        await ChangeAsync(NoticeKind.PassFailed, "Oh no", "First").ReadAsync<NoticeTemplateInfo>();
        await ChangeAsync(NoticeKind.PassFailed, "Oh no", "Second").ReadAsync<NoticeTemplateInfo>();

        var own = (await ListAsync()).Single(template => template.Kind == NoticeKind.PassFailed);
        using var reset = await _client.SendAsync(HttpMethod.Delete, Path(NoticeKind.PassFailed));

        Assert.Equal(("Oh no", "Second", true), (own.Subject, own.Body, own.IsOwn));
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.All(await ListAsync(), template => Assert.False(template.IsOwn));
    }

    [Theory]
    [InlineData("Dear {{ person }}", "Line 1, column 9: there is no value \"person\".")]
    [InlineData("Dear\n\n{% if true %}{{ Source }}{% endif %}", "Line 3, column 17: there is no value \"Source\".")]
    [InlineData("{{ source.parts }}", "Line 1, column 4: values have no parts.")]
    [InlineData("{{ source | append: destination | split: '@' }}", "Line 1, column 13: there is no filter \"append\".")]
    [InlineData("{% for number in (1..1000000000) %}{{ number }}{% endfor %}", "Line 1, column 4: \"for\" cannot be used here.")]
    [InlineData("Line\n{% assign source = 'b' %}", "Line 2, column 4: \"assign\" cannot be used here.")]
    [InlineData("{% include 'other' %}", "Line 1, column 4: \"include\" cannot be used here.")]
    [InlineData("{% if source == (1..1000000000) %}a{% endif %}", "only values by name, texts and numbers can be used here.")]
    [InlineData("Line one\n{% if source %}and no end", "it cannot be read.")]
    [InlineData("Line one\n{{ source", "Line 2, column ")]
    [InlineData("{% nothing %}", "it cannot be read.")]
    public async Task WordsThatCannotBeFilledIn_AreRefused_WithPlaceAndRemedy(string body, string said)
    {
        var inBody = await ChangeAsync(NoticeKind.PassFailed, "Fine", body).AssertRefusedAsync(HttpStatusCode.BadRequest, "notice/template");
        var inSubject = await ChangeAsync(NoticeKind.PassFailed, body, "Fine").AssertRefusedAsync(HttpStatusCode.BadRequest, "notice/template");
        await _client.SendAsync(HttpMethod.Post, Path(NoticeKind.PassFailed) + "/preview", new NoticePreviewDraft { Body = body }).AssertRefusedAsync(HttpStatusCode.BadRequest, "notice/template");

        Assert.Contains(said, (string?)inBody["detail"], StringComparison.Ordinal);
        Assert.Equal((string?)inBody["detail"], (string?)Assert.Single(inBody["errors"]!["body"]!.AsArray()));
        Assert.Contains(said, (string?)Assert.Single(inSubject["errors"]!["subject"]!.AsArray()), StringComparison.Ordinal);
        Assert.All(await ListAsync(), template => Assert.False(template.IsOwn));
    }

    [Fact]
    public async Task ValuesOfAnotherKind_AreRefused()
    {
        var problem = await ChangeAsync(NoticeKind.AfterCutOver, "Fine", "{{ failure }}").AssertRefusedAsync(HttpStatusCode.BadRequest, "notice/template");

        Assert.Contains("Those of this notice are source, destination, project, company, date, webmail, contact.", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_IsFilledForAMailbox_AndSavesNothing()
    {
        var mailbox = await _client.AddAsync(_project, Moves.Mailbox("berta"));

        var preview = await PreviewAsync(NoticeKind.BeforePreStage, new NoticePreviewDraft
        {
            Subject = "{{ source }} on {{ date }}", Body = "To {{ destination }} of {{ company }}: {{ contact }}", MailboxId = mailbox.Id, Date = new DateOnly(2026, 12, 1),
        });

        Assert.Equal("berta@old.example on 1 December 2026", preview.Subject);
        Assert.Equal($"To berta@new.example of new.example: {(await ServerWorld.WhoAsync(_client)).Email}\n", preview.Text);
        Assert.All(await ListAsync(), template => Assert.False(template.IsOwn));
    }

    [Fact]
    public async Task ClonedProject_HasTheSameWords()
    {
        await ChangeAsync(NoticeKind.PassFailed, "Oh no", "Own").ReadAsync<NoticeTemplateInfo>();

        var clone = await _client.SendAsync(HttpMethod.Post, $"projects/{_project}/clone", new ProjectCloneDraft { Name = "Again" }).ReadAsync<ProjectInfo>();

        Assert.Equal("Oh no", (await ListAsync(clone.Id)).Single(template => template.IsOwn).Subject);
    }

    [Fact]
    public async Task ColleaguesProject_IsNotThere()
    {
        var colleague = await _world.SignedInAsync((await ServerWorld.WhoAsync(_client)).WorkgroupId, Role.Associate);

        await colleague.SendAsync(HttpMethod.Get, $"projects/{_project}/notice-templates").AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
    }

    private string Path(NoticeKind kind) => $"projects/{_project}/notice-templates/{JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(kind, Turnstone.Client.ContractJson.Options))}";

    private Task<IReadOnlyList<NoticeTemplateInfo>> ListAsync(Guid? project = null) =>
        _client.SendAsync(HttpMethod.Get, $"projects/{project ?? _project}/notice-templates").ReadAsync<IReadOnlyList<NoticeTemplateInfo>>();

    private Task<HttpResponseMessage> ChangeAsync(NoticeKind kind, string subject, string body) =>
        _client.SendAsync(HttpMethod.Put, Path(kind), new NoticeTemplateDraft { Subject = subject, Body = body });

    private Task<NoticePreview> PreviewAsync(NoticeKind kind, NoticePreviewDraft draft) => _client.SendAsync(HttpMethod.Post, Path(kind) + "/preview", draft).ReadAsync<NoticePreview>();
}
