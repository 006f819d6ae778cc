using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Turnstone.Preparation.Exchange;
using Xunit;

namespace Turnstone.Tests.Preparation;

public class UserAgentTests
{
    [Fact]
    public void ScriptsLetThroughWhatTheConnectorSends()
    {
        var options = new ExchangeDestinationOptions
        {
            Endpoint = ExchangeEndpoint.Parse("https://mail.new.example/EWS/Exchange.asmx"),
            Mailbox = SmtpAddress.Parse("anna@new.example"),
            Login = "svc",
            SignIn = ExchangeSignIn.Negotiate,
        };

        Assert.Equal(ExchangeScripts.UserAgent, options.ToClientOptions().UserAgent);
    }
}
