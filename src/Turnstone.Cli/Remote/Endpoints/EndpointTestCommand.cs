using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Settings;
using Turnstone.Client.Endpoints;

namespace Turnstone.Cli.Remote.Endpoints;

/// <summary><c>turnstone endpoint test</c>: goes the way step by step, from where the server is.</summary>
internal sealed class EndpointTestCommand : RemoteCommand
{
    private const string PasswordVariable = "TURNSTONE_MAILBOX_PASSWORD";

    private static readonly View<TestStepInfo> Steps = new(
        new("Step", step => step.Name),
        new("Result", step => step.Outcome == StepOutcome.Failed ? "FAILED" : Shown.Word(step.Outcome)),
        new("Time", step => step.Outcome == StepOutcome.Skipped ? "" : string.Create(CultureInfo.InvariantCulture, $"{step.Milliseconds:0} ms")),
        new("What was found", step => step.Remedy.Length == 0 ? step.Detail : $"{step.Detail} {step.Remedy}"));

    private readonly Argument<string?> _endpoint;
    private readonly Option<string?> _mailbox;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _password;
    private readonly Option<string?> _second;
    private readonly Option<bool> _each;
    private readonly Option<bool> _writes;

    public EndpointTestCommand()
        : base("test", "Tries an endpoint step by step, from where the server is, and keeps what was found. Nothing is written unless a test item is asked for. Ends with 3 where a step failed.")
    {
        _endpoint = AddWord("endpoint", "Name or id.");
        _mailbox = Add("--mailbox", "address", "A mailbox to open.");
        _login = Add("--login", "name", "Its login; without it its address.");
        _passwordFile = Add("--password-file", "file", $"Its password, where the endpoint has no account that opens all; else {PasswordVariable}. It is not kept.");
        _password = AddForbiddenPassword("--password");
        _second = Add("--second-mailbox", "address", "IMAP with an administrator: another mailbox for them to open.");
        _each = AddSwitch("--each-mechanism", "IMAP: tries every way to sign in that is offered, until one is refused; servers count refusals.");
        _writes = AddSwitch("--write-test-item", "Exchange: writes one small item into a folder of its own in the mailbox and reads it back. It stays there.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordVariable, findings);
        var name = parsed.Word(_endpoint, "Write its name or id.", findings);
        var draft = new EndpointTestDraft
        {
            Mailbox = parsed.Text(_mailbox),
            Login = parsed.Text(_login),
            Secret = PasswordSource.Read(_passwordFile.Name, parsed.Text(_passwordFile), PasswordVariable, shell, findings)?.Reveal(),
            SecondMailbox = parsed.Text(_second),
            TriesEachMechanism = parsed.IsSet(_each),
            WritesTestItem = parsed.IsSet(_writes),
        };
        return async (session, cancellationToken) =>
        {
            var endpoint = await session.Names.EndpointAsync(name, cancellationToken);
            var found = await session.Client.TestEndpointAsync(endpoint.Id, draft, cancellationToken);
            session.Printer.PrintAnswer(found, found.Steps, Steps);
            return found.IsFine ? ExitStatus.Fine : ExitStatus.MailboxFailed;
        };
    }
}
