namespace Turnstone.Sandbox.Mime;

/// <summary>One mailbox of an address header. <paramref name="Address"/> is empty where only a name was given, as in <c>undisclosed-recipients:;</c>.</summary>
public readonly record struct StoredAddress(string Name, string Address);
