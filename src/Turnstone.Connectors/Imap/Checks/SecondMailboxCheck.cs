using Turnstone.Connectors.Imap.Families;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Opens another mailbox with the same secret. That the first one opened rules the secret out as a cause.</summary>
internal sealed class SecondMailboxCheck(ImapProbe probe, ImapSignIn? signIn)
{
    /// <summary>The inbox, which is there in every mailbox (RFC 9051 section 5.1).</summary>
    public static SourceFolder Inbox { get; } = new() { Id = new SourceFolderId("INBOX"), Path = FolderPath.Of("INBOX"), Role = FolderRole.Inbox };

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var login = signIn!.Login;
        var credential = await ImapCredential.OfAsync(signIn, cancellationToken);
        try
        {
            await using var session = await probe.OpenAnotherAsync(probe.Options with { SignIn = signIn }, mechanism: null, cancellationToken);
            var inbox = await session.ExamineAsync(Inbox, cancellationToken);
            return FormattableString.Invariant($"{login} opens; {inbox.Count} items in its inbox");
        }
        catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceFolderUnavailable)
        {
            return Finding.Failed($"There is no mailbox {credential.User}: the sign-in as {login} is accepted, and its inbox does not open: {error.Failure.Message}", MissingRemedy(credential.User));
        }
        catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceSignIn)
        {
            // [AUTHORIZATIONFAILED] tells them apart no better: Dovecot says it of a user who does not exist as well.
            return Finding.Failed(
                $"There is no mailbox {credential.User}, or {credential.Account} may not open it: the same password opened {probe.Options.SignIn.Login}. {error.Failure.Message}",
                $"{MissingRemedy(credential.User)} {RightRemedy()}");
        }
    }

    private string MissingRemedy(string user) => probe.Family switch
    {
        ServerFamily.Dovecot => $"See whether the mailbox exists, at the server: doveadm user '{user}'.",
        ServerFamily.Cyrus => $"See whether the mailbox exists, at the server: cyradm, lm user/{user}.",
        ServerFamily.Zimbra => $"See whether the mailbox exists, at the server: zmprov ga '{user}'.",
        _ => $"See at the server whether the mailbox {user} exists and is written so.",
    };

    private string RightRemedy() => probe.Family switch
    {
        ServerFamily.Dovecot => "If it does, the master passdb restricts whom the administrator may become, or an ACL closes the mailbox to him.",
        ServerFamily.Cyrus => "If it does, name the account in admins or proxyservers of imapd.conf, and give it rights on the mailbox (cyradm, sam).",
        ServerFamily.Zimbra => "If it does, the account has to be a global administrator or have adminLoginAs on that mailbox.",
        ServerFamily.Exchange => ImapSignInAdvice.NotConnected,
        _ => "If it does, give the administrator the right to open it.",
    };
}
