using Spectre.Console;

namespace Turnstone.Cli.Demo;

/// <summary>How to look into both servers while they are kept.</summary>
internal sealed class DemoGuide(IAnsiConsole console, DemoServers servers, DemoService service)
{
    /// <summary>Tells how, then waits until it is asked to stop, which is the way it is meant to end.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var person = servers.People[0];
        Print("  Open this link; it signs you in. Choose mailboxes, then Start, Full Migration, and watch the rest of the mail move:");
        Print($"  {service.Link}");
        console.WriteLine();
        console.MarkupLine("[bold]Both servers stay up[/] until Ctrl-C. Everybody's password, the service account's too:");
        Print($"  {servers.Password}");
        Print("Old server");
        Print($"  IMAP with TLS  {servers.Dovecot.Host}, port {servers.Dovecot.ImapsPort}; STARTTLS on port {servers.Dovecot.ImapPort}");
        Print($"  logins         {string.Join(", ", servers.People.Select(someone => someone.Address))}");
        Print($"  curl --cacert {servers.TrustFile} --user {person.Address}:{servers.Password} imaps://{servers.Dovecot.Host}:{servers.Dovecot.ImapsPort}/");
        Print("New server");
        Print($"  EWS            {servers.Exchange.EwsUrl}");
        Print($"  logins         {string.Join(", ", servers.People.Select(DemoServers.NewAddressOf))}, {DemoServers.ServiceLogin}");
        Print($"Both authorities, for --trust: {servers.TrustFile}");
        Print($"  ./turnstone test imap --source imaps://{servers.Dovecot.Host}:{servers.Dovecot.ImapsPort} --login {person.Address} --password-file {servers.PasswordFile} --trust {servers.TrustFile}");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    // Not wrapped: a command that is cut in two cannot be copied.
    private void Print(string text) => console.Profile.Out.Writer.WriteLine(text);
}
