using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Customers;

namespace Turnstone.Cli.Remote.Customers;

/// <summary><c>turnstone customer add</c>.</summary>
internal sealed class CustomerAddCommand : RemoteCommand
{
    private readonly Argument<string?> _company;
    private readonly Option<string?> _domain;
    private readonly Option<string?> _country;
    private readonly Option<string?> _city;
    private readonly Option<string?> _industry;

    public CustomerAddCommand()
        : base("add", "Adds a customer.")
    {
        _company = AddWord("company", "The company's name.");
        _domain = Add("--domain", "domain", "The domain of its addresses, such as example.com; no two customers have the same.");
        _country = Add("--country", "text", "Country.");
        _city = Add("--city", "text", "City.");
        _industry = Add("--industry", "text", "What it does.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var draft = new CustomerDraft
        {
            CompanyName = parsed.Word(_company, "Write the company's name.", findings),
            PrimaryDomain = parsed.Required(_domain, "Write the domain of its addresses, such as example.com.", findings) ?? "",
            Country = parsed.Text(_country) ?? "",
            City = parsed.Text(_city) ?? "",
            Industry = parsed.Text(_industry) ?? "",
        };
        return async (session, cancellationToken) => session.Show(await session.Client.AddCustomerAsync(draft, cancellationToken), CustomerView.Of);
    }
}
