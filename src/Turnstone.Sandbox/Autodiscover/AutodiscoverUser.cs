namespace Turnstone.Sandbox.Autodiscover;

/// <summary>The mailbox an Autodiscover request asked for.</summary>
public sealed record AutodiscoverUser(string DisplayName, string SmtpAddress, string LegacyDn);
