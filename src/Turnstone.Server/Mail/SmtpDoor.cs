using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Turnstone.Server.Mail;

/// <summary>The connection to the mail server: made when first needed, made again when it broke. For one user at a time.</summary>
internal sealed class SmtpDoor(SmtpSettings settings) : IAsyncDisposable
{
    private const int MillisecondsOfSilence = 60_000;

    private SmtpClient? _client;

    /// <summary>Gives a mail to the server; when this returns, the server has it.</summary>
    public async Task SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        if (_client is not { IsConnected: true })
        {
            _client?.Dispose();
            _client = new SmtpClient { Timeout = MillisecondsOfSilence };
            await ConnectAsync(_client, cancellationToken);
        }

        await _client.SendAsync(mail, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true })
        {
            try
            {
                await _client.DisconnectAsync(quit: true, CancellationToken.None);
            }
            catch (Exception e) when (SmtpTrouble.IsKnown(e))
            {
                // What was to be sent was sent; that the server does not take leave properly changes nothing.
            }
        }

        _client?.Dispose();
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var security = settings.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => throw new InvalidOperationException($"There is no security {settings.Security}."),
        };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, security, cancellationToken);
            if (settings is { Login: { } login, Password: { } password })
            {
                await client.AuthenticateAsync(login, password.Reveal(), cancellationToken);
            }
        }
        catch (Exception e) when (SmtpTrouble.IsKnown(e))
        {
            // Half open is no use: the next mail begins anew, and signs in.
            client.Dispose();
            _client = null;
            throw;
        }
    }
}
