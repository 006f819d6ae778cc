using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Dovecot;

[Collection(DovecotCollection.Name)]
public class DovecotServerTests(DovecotFixture dovecot)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SecureSocketOptions.SslOnConnect)]
    [InlineData(SecureSocketOptions.StartTls)]
    public async Task ItsAuthority_IsTrustedForBothKindsOfTls(SecureSocketOptions tls)
    {
        using var client = new ImapClient();
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => IsSignedByItsAuthority((X509Certificate2)certificate!);

        await client.ConnectAsync(dovecot.Server.Host, tls == SecureSocketOptions.StartTls ? dovecot.Server.ImapPort : dovecot.Server.ImapsPort, tls, Cancel);

        Assert.True(client.IsSecure);
    }

    [Fact]
    public async Task Master_OpensAnotherPersonsMailbox()
    {
        using var client = new ImapClient();
        await client.ConnectAsync(dovecot.Server.Host, dovecot.Server.ImapPort, SecureSocketOptions.None, Cancel);

        await client.AuthenticateAsync($"empty@old.example*{DovecotFixture.Master.Name}", DovecotFixture.Master.Password, Cancel);

        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, Cancel);
        Assert.Equal(0, client.Inbox.Count);
    }

    [Fact]
    public async Task WrongPassword_IsRefused()
    {
        using var client = new ImapClient();
        await client.ConnectAsync(dovecot.Server.Host, dovecot.Server.ImapPort, SecureSocketOptions.None, Cancel);

        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("empty@old.example", "wrong", Cancel));
    }

    [Fact]
    public async Task TwentyThousandSmallMessages_AreThereWithinSeconds()
    {
        var mailbox = SmallMail.Mailbox(DovecotFixture.Person("many"), 20_000, folders: 4, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var started = Stopwatch.GetTimestamp();

        var loaded = await MailLoader.LoadAsync(dovecot.Server, mailbox, Cancel);

        TestContext.Current.SendDiagnosticMessage("Loaded {0} in {1}", loaded, Stopwatch.GetElapsedTime(started));
        Assert.Equal(20_000, loaded.Messages);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Disposed_LeavesNoProcessAndNoFile()
    {
        var installation = await DovecotPackage.EnsureAsync(_ => { }, Cancel);
        var options = new DovecotOptions { Accounts = [DovecotFixture.Account("one@old.example")] };
        var first = await DovecotServer.StartAsync(installation, options, TimeProvider.System, Cancel);
        await using var second = await DovecotServer.StartAsync(installation, options, TimeProvider.System, Cancel);
        var directory = Path.GetDirectoryName(first.LogPath)!;

        await first.DisposeAsync();

        Assert.False(Directory.Exists(directory));
        Assert.DoesNotContain(CommandLines(), line => line.Contains(directory, StringComparison.Ordinal));
        using var client = new ImapClient();
        await client.ConnectAsync(second.Host, second.ImapPort, SecureSocketOptions.None, Cancel);
        await client.AuthenticateAsync("one@old.example", options.Accounts[0].Password, Cancel);
    }

    private static IEnumerable<string> CommandLines() =>
        from directory in Directory.EnumerateDirectories("/proc")
        let file = Path.Combine(directory, "cmdline")
        where File.Exists(file)
        select Read(file);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private bool IsSignedByItsAuthority(X509Certificate2 certificate)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(dovecot.Server.AuthorityPath);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
