using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox add</c>: one; many come with a list.</summary>
internal sealed class MailboxAddCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Argument<string?> _source;
    private readonly Argument<string?> _destination;
    private readonly Option<string?> _sourceLogin;
    private readonly Option<string?> _sourcePasswordFile;
    private readonly Option<string?> _destinationLogin;
    private readonly Option<string?> _destinationPasswordFile;
    private readonly Option<string[]> _options;
    private readonly Option<bool> _keepUnknown;
    private readonly Option<string?> _sourcePassword;
    private readonly Option<string?> _destinationPassword;

    public MailboxAddCommand()
        : base("add", "Adds a mailbox to a project.")
    {
        _project = AddWord("project", "Name or id.");
        _source = AddWord("source", "The address at the source.");
        _destination = AddWord("destination", "The address at the destination.");
        _sourceLogin = Add("--source-login", "name", "The login at the source, or what the server calls the mailbox where an administrator opens it. Default: the address.");
        _sourcePasswordFile = Add("--source-password-file", "file", $"The password at the source; else {PasswordSource.SourceVariable}.");
        _destinationLogin = Add("--destination-login", "name", "The login at the destination. Default: the address, or the endpoint's account.");
        _destinationPasswordFile = Add("--destination-password-file", "file", $"The password at the destination; else {PasswordSource.DestinationVariable}.");
        _options = AddMany("--option", "Name=Value", "A support option of this mailbox, added to the project's. Repeatable.");
        _keepUnknown = AddSwitch("--keep-unknown-options", "Keeps support options whose names or values are not known; they change nothing.");
        _sourcePassword = AddForbiddenPassword("--source-password");
        _destinationPassword = AddForbiddenPassword("--destination-password");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        parsed.RefusePassword(_sourcePassword, _sourcePasswordFile.Name, PasswordSource.SourceVariable, findings);
        parsed.RefusePassword(_destinationPassword, _destinationPasswordFile.Name, PasswordSource.DestinationVariable, findings);
        var draft = new MailboxDraft
        {
            SourceAddress = parsed.Word(_source, "Write the address at the source.", findings),
            DestinationAddress = parsed.Word(_destination, "Write the address at the destination.", findings),
            SourceLogin = parsed.Text(_sourceLogin),
            SourceSecret = PasswordSource.Read(_sourcePasswordFile.Name, parsed.Text(_sourcePasswordFile), PasswordSource.SourceVariable, shell, findings)?.Reveal(),
            DestinationLogin = parsed.Text(_destinationLogin),
            DestinationSecret = PasswordSource.Read(_destinationPasswordFile.Name, parsed.Text(_destinationPasswordFile), PasswordSource.DestinationVariable, shell, findings)?.Reveal(),
            SupportOptions = string.Join('\n', parsed.Texts(_options)),
            KeepUnknownOptions = parsed.IsSet(_keepUnknown),
        };
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.Show(await session.Client.AddMailboxAsync(project.Id, draft, cancellationToken), MailboxView.Of);
        };
    }
}
