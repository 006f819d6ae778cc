using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.Projects;
using Turnstone.Server.Components.Fields;
using Turnstone.Server.Customers;
using Turnstone.Server.Face;
using Turnstone.Server.Security;

namespace Turnstone.Server.Projects;

/// <summary>What the walk to a project can be filled from.</summary>
/// <param name="Customers">The customers, by name.</param>
/// <param name="Regions">Regions that projects go to, and this server's.</param>
internal sealed record WizardChoices(IReadOnlyList<Choice> Customers, IReadOnlyList<string> Regions)
{
    private const int Most = 1000;

    /// <summary>Before they are read.</summary>
    public static WizardChoices None { get; } = new([], []);

    /// <summary>Reads them.</summary>
    public static async Task<WizardChoices> ReadAsync(Desk desk, ServerSettings settings)
    {
        var customers = await desk.AskAsync<CustomerService, Paged<CustomerInfo>>(Ability.See, all => all.ListAsync(new CustomerQuery(Take: Most), CancellationToken.None));
        var projects = await desk.AskAsync<ProjectService, Paged<ProjectInfo>>(Ability.See, all => all.ListAsync(new ProjectQuery(Take: Most), CancellationToken.None));
        return new WizardChoices(
            [.. customers.Items.Select(ChoiceOf)],
            [.. projects.Items.Select(project => project.Region).Append(settings.Region ?? "").Where(region => region.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>With a customer who was added on the way.</summary>
    public WizardChoices With(CustomerInfo added) => this with { Customers = [.. Customers.Append(ChoiceOf(added)).OrderBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase)] };

    private static Choice ChoiceOf(CustomerInfo customer) => new(customer.Id.ToString(), customer.CompanyName);
}
