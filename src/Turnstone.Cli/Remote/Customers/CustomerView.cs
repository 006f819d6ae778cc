using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Customers;

namespace Turnstone.Cli.Remote.Customers;

internal static class CustomerView
{
    public static View<CustomerInfo> Of { get; } = new(
        new("Company", customer => customer.CompanyName),
        new("Domain", customer => customer.PrimaryDomain),
        new("Country", customer => customer.Country),
        new("City", customer => customer.City, InLists: false),
        new("Industry", customer => customer.Industry, InLists: false),
        new("Added", customer => Shown.Moment(customer.Created)),
        new("Archived", customer => Shown.Moment(customer.Archived), InLists: false),
        new("Id", customer => $"{customer.Id}"));
}
