using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Turnstone.Cli.Settings;
using Turnstone.Sandbox;
using Turnstone.Sandbox.SignIn;
using Turnstone.Sandbox.Store;
using Turnstone.Sandbox.Tls;

namespace Turnstone.Cli.Commands;

/// <summary>The states of a server and an account that <c>test exchange</c> names, to be rehearsed.</summary>
internal sealed partial class SandboxExchangeCommand
{
    private static readonly Dictionary<string, CertificateFlaw> Flaws = new()
    {
        ["good"] = CertificateFlaw.None,
        ["expired"] = CertificateFlaw.Expired,
        ["ends-soon"] = CertificateFlaw.EndsSoon,
        ["self-signed"] = CertificateFlaw.SelfSigned,
        ["wrong-name"] = CertificateFlaw.WrongName,
    };

    private static readonly Dictionary<string, Func<ServiceAccount, ServiceAccount>> AccountStates = new()
    {
        ["good"] = account => account,
        ["disabled"] = account => account with { State = AccountState.Disabled },
        ["locked"] = account => account with { State = AccountState.Locked },
        ["password-expired"] = account => account with { State = AccountState.PasswordExpired },
        ["ews-blocked"] = account => account with { IsEwsBlocked = true },
        ["without-rights"] = account => account with { HasFullAccess = false, MayImpersonate = false },
        ["without-full-access"] = account => account with { HasFullAccess = false },
        ["without-impersonation"] = account => account with { MayImpersonate = false },
        ["directory-admin"] = account => account with { IsDirectoryAdmin = true },
    };

    private Option<string?> _accountState;
    private Option<string?> _maxBackEnd;
    private Option<string?> _maxReceived;
    private Option<string?> _maxMessage;
    private Option<string?> _maxMailboxMessage;
    private Option<string?> _quota;
    private Option<string?> _certificate;
    private Option<string?> _requestTime;

    [MemberNotNull(nameof(_accountState), nameof(_maxBackEnd), nameof(_maxReceived), nameof(_maxMessage), nameof(_maxMailboxMessage), nameof(_quota), nameof(_certificate), nameof(_requestTime))]
    private void AddStates()
    {
        _accountState = Add("--service-account-is", "state", $"What is wrong with the service account: {string.Join(", ", AccountStates.Keys)}. Default good.");
        _maxBackEnd = Add("--max-back-end-request", "size", "maxAllowedContentLength of the back end. Default: the front end's binds.");
        _maxReceived = Add("--max-received-message", "size", "maxReceivedMessageSize of the back end. Default: another limit binds.");
        _maxMessage = Add("--max-message", "size", "The organisation's message size. Default: unlimited.");
        _maxMailboxMessage = Add("--max-mailbox-message", "size", "The mailboxes' own message size, which outweighs the organisation's. Default: none.");
        _quota = Add("--quota", "size", "ProhibitSendReceiveQuota of every mailbox. Default: unlimited.");
        _certificate = Add("--certificate", "flaw", $"What is wrong with the certificate: {string.Join(", ", Flaws.Keys)}. Default good.");
        _requestTime = Add("--request-time", "ms", "How long each request is at work at least, so that requests sent together meet as they do at an Exchange. Default 0.");
    }

    private States ReadStates(ParseResult parsed, Findings findings) => new(
        new ServerLimits
        {
            MaxBackEndRequestBytes = SizeText.Read(_maxBackEnd.Name, parsed.Text(_maxBackEnd), findings),
            MaxReceivedMessageBytes = SizeText.Read(_maxReceived.Name, parsed.Text(_maxReceived), findings),
            MaxMessageBytes = SizeText.Read(_maxMessage.Name, parsed.Text(_maxMessage), findings),
            MaxMailboxMessageBytes = SizeText.Read(_maxMailboxMessage.Name, parsed.Text(_maxMailboxMessage), findings),
            LeastRequestTime = TimeSpan.FromMilliseconds(parsed.Number(_requestTime, 0, 60_000, 0, findings)),
        },
        new MailboxQuota { MaxBytes = SizeText.Read(_quota.Name, parsed.Text(_quota), findings) },
        parsed.Word(_certificate, Flaws, CertificateFlaw.None, findings),
        parsed.Word(_accountState, AccountStates, AccountStates["good"], findings));

    private sealed record States(ServerLimits Limits, MailboxQuota Quota, CertificateFlaw Certificate, Func<ServiceAccount, ServiceAccount> Change);
}
