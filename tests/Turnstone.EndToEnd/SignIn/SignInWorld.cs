using Turnstone.Sandbox.Dovecot;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.SignIn;

/// <summary>
/// The executable as stand-in Exchange, which leaves NTLM and Kerberos to Debian's gss-ntlmssp and MIT Kerberos, and the executable as
/// client. Both are processes of their own: GSSAPI reads the environment a process was started with.
/// </summary>
public sealed class SignInWorld : IAsyncLifetime
{
    public const string Password = "Winter-2026";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly DebianPackage[] Packages = [new("gss-ntlmssp"), new("krb5-kdc", "krb5-kdc.service"), new("krb5-user"), new("krb5-admin-server", "krb5-admin-server.service")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-signin-");
    private RunningProcess? _exchange;
    private string _url = "";

    internal KerberosRealm? Realm { get; private set; }

    /// <summary>Why nothing can be tested here; null when it can.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        try
        {
            await DebianPackages.EnsureAsync(Packages, Console.WriteLine, cancel);
        }
        catch (PackageUnavailableException e)
        {
            Missing = e.Message;
            return;
        }

        Realm = await KerberosRealm.StartAsync(_folder.FullName, cancel);
        await Realm.AddAsync("mover", Password, cancel);
        await Realm.SignInAsync("mover", Password, "mover.tickets", cancel);
        Write("list.csv", "Email,Password,Language\nanna@new.example,Sommer-2026,de-DE\n");
        Write("users", $"SANDBOX:mover:{Password}\n:mover@new.example:{Password}\n");
        Write("password", Password);
        Write("token", "a.static.token");
        var environment = new Dictionary<string, string?>(Realm.Member("none")) { ["NTLM_USER_FILE"] = At("users") };
        _exchange = RunningProcess.Start(
            Turnstone,
            [
                "sandbox", "exchange", "--listen", "https://localhost:0", "--mailboxes", At("list.csv"), "--ca-out", At("ca.pem"), "--throttling", "unlimited",
                "--service-account", "mover@new.example", "--service-password-file", At("password"), "--service-token-file", At("token"),
                "--sign-in", "basic,ntlm,negotiate,bearer",
            ],
            environment);
        await _exchange.WaitForLineAsync("ready", Limit, cancel);
        _url = _exchange.Output.Split("EWS: ")[1].Split(',')[0];
    }

    /// <summary>Runs <c>turnstone test exchange</c> against it; returns the exit status and everything said.</summary>
    internal async Task<(int Status, string Said)> TestAsync(
        string auth, string? login = null, string? password = null, string? token = null, string cache = "none", string? destination = null)
    {
        List<string> arguments = ["test", "exchange", "--destination", destination ?? _url, "--mailbox", "anna@new.example", "--trust", At("ca.pem"), "--auth", auth];
        arguments.AddRange(login is null ? [] : ["--login", login]);
        arguments.AddRange(password is null ? [] : ["--password-file", Write(Guid.NewGuid().ToString(), password)]);
        arguments.AddRange(token is null ? [] : ["--token-file", Write(Guid.NewGuid().ToString(), token)]);
        await using var run = RunningProcess.Start(Turnstone, arguments, Realm!.Member(cache));
        var status = await run.WaitForExitAsync(Limit, TestContext.Current.CancellationToken);
        return (status, run.Output);
    }

    /// <summary>Host and port, as Autodiscover may be told.</summary>
    public string Authority => new Uri(_url).Authority;

    public async ValueTask DisposeAsync()
    {
        if (_exchange is not null)
        {
            await _exchange.DisposeAsync();
        }

        if (Realm is not null)
        {
            await Realm.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    // The executable where it was built: the copy beside the tests has not all that it needs to start.
    private static string Turnstone { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("Turnstone.EndToEnd", "Turnstone.Cli", StringComparison.Ordinal), "turnstone");

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
