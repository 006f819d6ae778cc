namespace Turnstone.Sandbox.SampleMail;

/// <summary>Somebody who has a mailbox or writes to one who has; <paramref name="Language"/> is a culture name such as "de-DE".</summary>
public sealed record SamplePerson(string Name, string Address, string Language);
