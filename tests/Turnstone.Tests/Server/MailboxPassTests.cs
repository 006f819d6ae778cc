namespace Turnstone.Tests.Server;

public sealed class MailboxPassTests : MailboxPassConformance;
