using Turnstone.Connectors.Forwarding;
using Turnstone.Connectors.Imap.Families;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class ServerFamiliesTests
{
    [Theory]
    [InlineData("* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ STARTTLS AUTH=PLAIN AUTH=LOGIN] Dovecot (Debian) ready.", ServerFamily.Dovecot)]
    [InlineData("* OK [CAPABILITY IMAP4rev1 LITERAL+ ID ENABLE STARTTLS AUTH=PLAIN SASL-IR] mail.old.example Cyrus IMAP 3.6.1-Debian-3.6.1-4 server ready", ServerFamily.Cyrus)]
    [InlineData("* OK [CAPABILITY IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE ACL ACL2=UNION STARTTLS ENABLE UTF8=ACCEPT] Courier-IMAP ready. Copyright 1998-2018 Double Precision, Inc.  See COPYING for distribution information.", ServerFamily.Courier)]
    [InlineData("* OK zimbra.old.example Zimbra IMAP4rev1 server ready", ServerFamily.Zimbra)]
    [InlineData("* OK Gimap ready for requests from 192.0.2.7 b30mb110421474edj", ServerFamily.Gmail)]
    [InlineData("* OK The Microsoft Exchange IMAP4 service is ready. [RABCADYAUABSADAA]", ServerFamily.Exchange)]
    [InlineData("* OK Domino IMAP4 Server Release 10.0.1FP3 ready Wed, 30 Oct 2019 09:28:06 +0100", ServerFamily.Domino)]
    [InlineData("* OK GroupWise IMAP4rev1 Server Ready", ServerFamily.GroupWise)]
    [InlineData("* OK IMAPrev1", ServerFamily.HMailServer)]
    [InlineData("* OK exchange.old.example ready", ServerFamily.Unknown)]
    [InlineData("", ServerFamily.Unknown)]
    public void Greeting_TellsTheFamily(string greeting, ServerFamily family) =>
        Assert.Equal(family, ServerFamilies.Of(greeting, name: null, []));

    [Theory]
    [InlineData("* OK ready", "Kerio Connect", "", ServerFamily.Kerio)]
    [InlineData("* OK The Microsoft Exchange IMAP4 service is ready.", "Dovecot", "", ServerFamily.Dovecot)]
    [InlineData("* OK ready", null, "X-GM-EXT-1", ServerFamily.Gmail)]
    [InlineData("* OK Dovecot ready.", "Dovecot", "AUTH=XGWTRUSTEDAPP", ServerFamily.GroupWise)]
    public void NameAndCapabilities_GoBeforeTheGreeting(string greeting, string? name, string capability, ServerFamily family) =>
        Assert.Equal(family, ServerFamilies.Of(greeting, name, [capability]));

    [Fact]
    public void EveryAdvice_IsFoundByItsWord_AndSaysWhatToDoAndWhereItStands()
    {
        Assert.Equal(11, ForwardingTable.All.Count);
        Assert.All(ForwardingTable.All, advice =>
        {
            Assert.True(ForwardingTable.TryParse(ForwardingTable.WordFor(advice.Family), out var found));
            Assert.Same(advice, found);
            Assert.Same(advice, ForwardingTable.For(advice.Family));
            Assert.NotEmpty(advice.PerMailbox);
            Assert.NotEmpty(advice.Documentation);
        });
        Assert.Null(ForwardingTable.For(ServerFamily.Unknown));
        Assert.False(ForwardingTable.TryParse("unknown", out _));
    }
}
