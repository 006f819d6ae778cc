using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary>The options by which a command says which mailboxes of a project it is about: named, or by what they are like, or all. One of them has to be written.</summary>
internal sealed class MailboxChoice
{
    private readonly Option<string[]> _mailboxes;
    private readonly Option<string?> _search;
    private readonly Option<string?> _star;
    private readonly Option<bool> _all;

    private MailboxChoice(Option<string[]> mailboxes, Option<string?> search, Option<string?> star, Option<bool> all) =>
        (_mailboxes, _search, _star, _all) = (mailboxes, search, star, all);

    /// <summary>Adds the options to a command.</summary>
    public static MailboxChoice AddTo(Command command)
    {
        var choice = new MailboxChoice(
            new Option<string[]>("--mailbox")
            {
                HelpName = "address | id", Description = "A mailbox, by its address on either side. Repeatable.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
            },
            new Option<string?>("--search") { HelpName = "text", Description = "Mailboxes with this in either address." },
            new Option<string?>("--star") { HelpName = "1-6 | 0", Description = "Mailboxes with this star; 0 for those without." },
            new Option<bool>("--all") { Description = "All mailboxes of the project." });
        command.Options.Add(choice._mailboxes);
        command.Options.Add(choice._search);
        command.Options.Add(choice._star);
        command.Options.Add(choice._all);
        return choice;
    }

    /// <summary>What was chosen.</summary>
    public ChosenMailboxes Read(ParseResult parsed, Findings findings)
    {
        var names = parsed.Texts(_mailboxes);
        var isFiltered = parsed.GetResult(_search) is not null || parsed.GetResult(_star) is not null;
        var ways = (names.Count > 0 ? 1 : 0) + (isFiltered ? 1 : 0) + (parsed.IsSet(_all) ? 1 : 0);
        if (ways == 0)
        {
            findings.Refuse(_mailboxes.Name, "It does not say which mailboxes.", $"Name them with {_mailboxes.Name}, choose them with {_search.Name} or {_star.Name}, or write {_all.Name}.");
        }
        else if (ways > 1)
        {
            findings.Refuse(_mailboxes.Name, "Mailboxes are chosen in more than one way.", $"Write either {_mailboxes.Name}, or {_search.Name} and {_star.Name}, or {_all.Name}.");
        }

        return new ChosenMailboxes(
            names,
            new MailboxFilter { Search = parsed.Text(_search), Star = parsed.GetResult(_star) is null ? null : parsed.Number(_star, 0, 6, 0, findings) });
    }
}
