using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.CustomerUsers;

/// <summary>The options by which a command says which people of a customer it is about: named, or by what they are like, or all. One of them has to be written.</summary>
internal sealed class UserChoice
{
    private readonly Option<string[]> _users = new("--user")
    {
        HelpName = "address | id", Description = "A person, by their primary address. Repeatable.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _search = new("--search") { HelpName = "text", Description = "People with this in address or name." };

    private readonly Option<string?> _licence = new("--licence") { HelpName = string.Join('|', CustomerUserView.Licences.Keys), Description = "People who stand so with licences." };

    private readonly Option<bool> _all = new("--all") { Description = "All people of the customer." };

    private UserChoice()
    {
    }

    /// <summary>Adds the options to a command.</summary>
    public static UserChoice AddTo(Command command)
    {
        var choice = new UserChoice();
        command.Options.Add(choice._users);
        command.Options.Add(choice._search);
        command.Options.Add(choice._licence);
        command.Options.Add(choice._all);
        return choice;
    }

    /// <summary>What was chosen.</summary>
    public ChosenUsers Read(ParseResult parsed, Findings findings)
    {
        var names = parsed.Texts(_users);
        var isFiltered = parsed.GetResult(_search) is not null || parsed.GetResult(_licence) is not null;
        var ways = (names.Count > 0 ? 1 : 0) + (isFiltered ? 1 : 0) + (parsed.IsSet(_all) ? 1 : 0);
        if (ways == 0)
        {
            findings.Refuse(_users.Name, "It does not say which people.", $"Name them with {_users.Name}, choose them with {_search.Name} or {_licence.Name}, or write {_all.Name}.");
        }
        else if (ways > 1)
        {
            findings.Refuse(_users.Name, "People are chosen in more than one way.", $"Write either {_users.Name}, or {_search.Name} and {_licence.Name}, or {_all.Name}.");
        }

        return new ChosenUsers(names, new CustomerUserFilter { Search = parsed.Text(_search), Licence = parsed.Word(_licence, CustomerUserView.Licences, null, findings) });
    }
}
