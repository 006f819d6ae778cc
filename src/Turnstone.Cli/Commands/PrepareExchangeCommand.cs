using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;
using Turnstone.Preparation.Exchange;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone prepare exchange</c>: the scripts an administrator runs before a migration, and after it.</summary>
internal sealed class PrepareExchangeCommand : ShellCommand
{
    private static readonly Dictionary<string, ExchangeStep> Steps = new()
    {
        ["account"] = ExchangeStep.Account,
        ["throttling"] = ExchangeStep.Throttling,
        ["access"] = ExchangeStep.Access,
        ["ews"] = ExchangeStep.Ews,
        ["transport"] = ExchangeStep.Transport,
        ["connectors"] = ExchangeStep.Connectors,
        ["mailbox-sizes"] = ExchangeStep.MailboxSizes,
    };

    private static readonly Dictionary<string, bool> Accesses = new() { ["full-access"] = false, ["impersonate"] = true };

    private readonly Option<string?> _out;
    private readonly Option<string?> _account;
    private readonly Option<bool> _create;
    private readonly Option<string?> _accountName;
    private readonly Option<string?> _database;
    private readonly Option<string?> _unit;
    private readonly Option<bool> _all;
    private readonly Option<string?> _mailboxes;
    private readonly Option<string?> _access;
    private readonly Option<string?> _group;
    private readonly Option<string?> _filter;
    private readonly Option<string?> _size;
    private readonly Option<string?> _name;
    private readonly Option<string[]> _without;

    public PrepareExchangeCommand()
        : base("exchange", "Writes two PowerShell scripts for the Exchange Management Shell: one prepares the organisation for a migration, the other takes exactly that back. Asks nothing of any server.")
    {
        _out = Add("--out", "folder", "Where the scripts go; made where it is missing. Other files in it are never overwritten.");
        _account = Add("--account", "address", "The service account that will open the mailboxes.");
        _create = AddSwitch("--create-account", "Creates the account where it is missing. Its password is asked for when the script runs, and stands nowhere.");
        _accountName = Add("--account-name", "name", "The name of an account that is created. Default \"Turnstone migration\".");
        _database = Add("--account-database", "name", "The mailbox database of an account that is created.");
        _unit = Add("--account-ou", "unit", "The organizational unit of an account that is created.");
        _all = AddSwitch("--all-mailboxes", "Prepares every mailbox there is.");
        _mailboxes = Add("--mailboxes", "csv", "Prepares the mailboxes of a list: its column Destination Email, as in the list of migrate, or Email.");
        _access = Add("--access", "full-access|impersonate", "By which right the account opens mailboxes. Default full-access, without auto-mapping.");
        _group = Add("--impersonate-group", "group", "With --access impersonate: members of this group alone.");
        _filter = Add("--impersonate-filter", "filter", "With --access impersonate: those alone whom this recipient filter finds, such as \"Department -eq 'Sales'\".");
        _size = Add("--message-size", "size", "The largest message that has to fit, such as 150MiB: raises limits that are smaller. Without it sizes are left alone.");
        _name = Add("--name", "name", "What the throttling policy, the management scope and the role assignment are called. Default \"Turnstone migration\".");
        _without = AddMany("--without", "step", $"Leaves a step out: {Choices.Of(Steps.Keys)}. Repeatable.");
    }

    public override Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var answers = Check(parsed, findings);
        var folder = parsed.Required(_out, "Name the folder the scripts go into.", findings);
        if (findings.AreClean)
        {
            WritablePlace.Require(_out.Name, folder!, findings);
        }

        var files = findings.AreClean ? new ScriptFiles(folder!, ExchangeScripts.Make(answers!)) : null;
        files?.RefuseOthers(_out.Name, findings);
        FindingsPrinter.Print(findings, shell);
        if (files is null || !findings.AreClean)
        {
            return Task.FromResult(ExitStatus.WrongUse);
        }

        try
        {
            files.Write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine(VisibleText.Of($"The scripts cannot be written into {folder}: {FileTrouble.Say(e)}."));
            return Task.FromResult(ExitStatus.WrongUse);
        }

        Explain(answers!, folder!, shell);
        return Task.FromResult(ExitStatus.Fine);
    }

    private static void Explain(ExchangeAnswers answers, string folder, Shell shell)
    {
        shell.Out.WriteLine(VisibleText.Of($"{PreparationScripts.ForwardName} in {folder}, when it is run:"));
        foreach (var step in ExchangePlan.Of(answers))
        {
            shell.Out.WriteLine(VisibleText.Of($"  {step.What}"));
            shell.Out.WriteLine($"    why: {step.Why}");
        }

        shell.Out.WriteLine();
        shell.Out.WriteLine("Nothing has been changed. Copy both scripts to an Exchange server and run them in the Exchange Management Shell:");
        shell.Out.WriteLine($@"  .\{PreparationScripts.ForwardName} -WhatIf         shows what would change");
        shell.Out.WriteLine($@"  .\{PreparationScripts.ForwardName}                 changes it, and keeps a record beside itself");
        shell.Out.WriteLine($@"  .\{PreparationScripts.UndoName}            takes exactly that back, when the mailboxes have moved");
        if (answers.MessageSize is not null)
        {
            shell.Out.WriteLine("IIS has limits of its own: turnstone prepare iis raises them.");
        }
    }

    private ExchangeAnswers? Check(ParseResult parsed, Findings findings)
    {
        var account = parsed.Required(_account, "Write the service account's address, such as turnstone@new.example.", findings);
        var size = SizeText.Read(_size.Name, parsed.Text(_size), findings);
        var without = parsed.Texts(_without).Select(text => (text, Known: Steps.TryGetValue(text, out var step), step)).ToList();
        foreach (var (text, _, _) in without.Where(step => !step.Known))
        {
            findings.Refuse(_without.Name, $"\"{text}\" is none of the steps.", $"Write {Choices.Of(Steps.Keys)}.");
        }

        var answers = new ExchangeAnswers
        {
            Account = account ?? "",
            CreatesAccount = parsed.IsSet(_create),
            Database = parsed.Text(_database),
            OrganizationalUnit = parsed.Text(_unit),
            Mailboxes = Mailboxes(parsed, findings),
            Access = Access(parsed, findings),
            MessageSize = size,
            Without = [.. without.Where(step => step.Known).Select(step => step.step)],
        };
        answers = answers with { Name = parsed.Text(_name) ?? answers.Name, AccountName = parsed.Text(_accountName) ?? answers.AccountName };
        if (!answers.CreatesAccount && (parsed.Text(_accountName) ?? answers.Database ?? answers.OrganizationalUnit) is not null)
        {
            findings.Refuse(_create.Name, "A name, database or unit goes with an account that is created.", $"Write {_create.Name} as well, or leave them out.");
        }

        foreach (var fault in answers.Check().Where(fault => fault.Answer != nameof(ExchangeAnswers.Account) || account is not null))
        {
            findings.Refuse(OptionOf(fault.Answer), fault.What, fault.Remedy);
        }

        return findings.AreClean ? answers : null;
    }

    private IReadOnlyList<string>? Mailboxes(ParseResult parsed, Findings findings)
    {
        var path = parsed.Text(_mailboxes);
        if (path is null == parsed.IsSet(_all))
        {
            return path is null ? null : AddressList.Read(_mailboxes.Name, path, findings);
        }

        findings.Refuse(_mailboxes.Name, path is null ? "It is not said which mailboxes are meant." : $"It contradicts {_all.Name}.", $"Write either {_mailboxes.Name} with a list, or {_all.Name}.");
        return null;
    }

    private MailboxAccess Access(ParseResult parsed, Findings findings)
    {
        var impersonates = parsed.Word(_access, Accesses, false, findings);
        var (group, filter) = (parsed.Text(_group), parsed.Text(_filter));
        if (!impersonates && (group ?? filter) is not null)
        {
            findings.Refuse(group is null ? _filter.Name : _group.Name, $"It goes with {_access.Name} impersonate alone.", "Write that as well, or leave it out.");
        }

        if (group is not null && filter is not null)
        {
            findings.Refuse(_group.Name, $"It contradicts {_filter.Name}.", "Write one of them.");
        }

        return (impersonates, group, filter) switch
        {
            (false, _, _) => new MailboxAccess.FullAccess(),
            (true, { } name, _) => new MailboxAccess.ImpersonateGroup(name),
            (true, null, { } text) => new MailboxAccess.ImpersonateFiltered(text),
            (true, null, null) => new MailboxAccess.ImpersonateEveryone(),
        };
    }

    private string OptionOf(string answer) => answer switch
    {
        nameof(ExchangeAnswers.Account) => _account.Name,
        nameof(ExchangeAnswers.AccountName) => _accountName.Name,
        nameof(ExchangeAnswers.Database) => _database.Name,
        nameof(ExchangeAnswers.OrganizationalUnit) => _unit.Name,
        nameof(ExchangeAnswers.Mailboxes) => _mailboxes.Name,
        nameof(MailboxAccess.ImpersonateGroup.Group) => _group.Name,
        nameof(MailboxAccess.ImpersonateFiltered.Filter) => _filter.Name,
        nameof(ExchangeAnswers.MessageSize) => _size.Name,
        nameof(ExchangeAnswers.Name) => _name.Name,
        nameof(ExchangeAnswers.Without) => _without.Name,
        _ => answer,
    };
}
