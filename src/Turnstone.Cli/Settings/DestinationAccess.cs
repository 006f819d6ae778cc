namespace Turnstone.Cli.Settings;

/// <summary>By which right a destination mailbox is opened; the words of <c>--access</c>.</summary>
internal enum DestinationAccess
{
    Owner,
    Delegate,
    Impersonate,
}
