using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.SignIn;
using Turnstone.Sandbox.Store;
using Turnstone.Sandbox.Throttling;
using Turnstone.Sandbox.Tls;

namespace Turnstone.Sandbox;

/// <summary>All there is to set about a stand-in Exchange.</summary>
public sealed record ExchangeServerOptions
{
    /// <summary>Scheme, address and port; port 0 takes a free one. Default <c>https://127.0.0.1:0</c>.</summary>
    public Uri Listen { get; init; } = new("https://127.0.0.1:0");

    public required IReadOnlyList<MailboxSeed> Mailboxes { get; init; }

    public IReadOnlyList<ServiceAccount> ServiceAccounts { get; init; } = [];

    /// <summary>Grants and denials beyond what service accounts have. Default none.</summary>
    public IReadOnlyList<AccessRule> Access { get; init; } = [];

    /// <summary>Mailboxes that have an archive. Default none.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>Folder for the mailboxes; null, the default, keeps them in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// For measuring what sends to it: keeps messages as the bytes that arrive, unread and in memory, instead of making properties of them
    /// as Exchange does. Needs memory for all of them; shows nothing of what Exchange changes. Default false.
    /// </summary>
    public bool IsMeasured { get; init; }

    /// <summary>Folder of Exchange's types.xsd and messages.xsd; null, the default, checks requests only as far as they are used.</summary>
    public string? SchemaFolder { get; init; }

    /// <summary>Default: the documented defaults of 2013 to SE.</summary>
    public ThrottlingPolicy Throttling { get; init; } = new();

    /// <summary>The ways to sign in that are offered. Default Basic.</summary>
    public SignInSchemes SignIn { get; init; } = SignInSchemes.Basic;

    /// <summary>Access tokens that are accepted where <see cref="SignInSchemes.Bearer"/> is offered. Default none.</summary>
    public IReadOnlyList<BearerToken> BearerTokens { get; init; } = [];

    /// <summary>Default: five bad tries lock an account for ten minutes.</summary>
    public LockoutPolicy Lockout { get; init; } = new();

    public ServerLimits Limits { get; init; } = new();

    /// <summary>EwsBlockList under EnforceBlockList: names of programs that are answered 403, <c>*</c> in them for any text. Default none.</summary>
    public IReadOnlyList<string> EwsBlockList { get; init; } = [];

    /// <summary>What is wrong with the certificate where the address is https. Default nothing.</summary>
    public CertificateFlaw Certificate { get; init; }

    /// <summary>Of every mailbox. Default unlimited.</summary>
    public MailboxQuota Quota { get; init; } = new();

    /// <summary>Trouble on purpose. Default none.</summary>
    public FaultPlan? Faults { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
