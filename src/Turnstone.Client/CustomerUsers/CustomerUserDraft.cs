namespace Turnstone.Client.CustomerUsers;

/// <summary>A person to be added to a customer, or what an existing one shall be.</summary>
public sealed record CustomerUserDraft : CustomerUserSettings;
