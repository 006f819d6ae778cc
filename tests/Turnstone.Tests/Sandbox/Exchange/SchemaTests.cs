using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class SchemaTests
{
    [Fact]
    public async Task BadRequest_IsRefusedInTheValidatorsOwnWordsAsRecorded()
    {
        var folder = RequireSchema();
        var traces = Path.Combine(folder, "..", "..", "ews-traces", "evolution-ews", "exchange2010_sp2");
        const string Name = "create_folder_with_invalid_distinguished_parent_id";
        Assert.SkipUnless(Directory.Exists(traces), "No recordings: set TURNSTONE_TEST_DATA to the folder that holds 'ews-traces'.");
        await using var exchange = await StartAsync(Options with { SchemaFolder = folder });
        var request = await File.ReadAllTextAsync(Path.Combine(traces, Name + ".00-request.xml"), TestContext.Current.CancellationToken);
        var recorded = await File.ReadAllTextAsync(Path.Combine(traces, Name + ".01-response.xml"), TestContext.Current.CancellationToken);

        var reply = await exchange.SendAsync(request);

        Assert.Equal(recorded.Trim(), reply.Text);
    }

    [Fact]
    public async Task WrongOrderOfElements_IsRefused()
    {
        await using var exchange = await StartAsync(Options with { SchemaFolder = RequireSchema() });

        var reply = await exchange.CallAsync(CreateItem(Well("inbox"), "<t:Message><t:IsRead>true</t:IsRead><t:Subject>s</t:Subject></t:Message>"));

        Assert.Equal(["ErrorSchemaValidation"], reply.Codes);
        Assert.Contains("has invalid child element 'Subject'", reply.Value("Violation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoodRequest_PassesWithItsMessage()
    {
        await using var exchange = await StartAsync(Options with { SchemaFolder = RequireSchema() });

        var reply = await exchange.CallAsync(CreateItem(Well("inbox"), Message(Letter("valid"), Tag("0x0E07", "Integer", "1") + "<t:IsRead>true</t:IsRead>")));

        Assert.Equal(["NoError"], reply.Codes);
    }

    private static string RequireSchema()
    {
        Assert.SkipWhen(Schema.Folder is null, "No Exchange schema: set TURNSTONE_TEST_DATA to the folder that holds 'ews-schema'.");
        return Schema.Folder!;
    }
}
