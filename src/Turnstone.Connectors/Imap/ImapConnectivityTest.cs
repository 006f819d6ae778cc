using System.Runtime.CompilerServices;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Tries an IMAP server step by step: name, connection, encryption, greeting, capabilities, sign-in, folders. Each step is told as
/// soon as it is over; after one fails the rest are skipped. At most one sign-in is tried.
/// </summary>
public sealed class ImapConnectivityTest
{
    private readonly ImapSourceOptions _options;
    private readonly bool _signsIn;
    private readonly TimeProvider _time;

    /// <param name="options">What to try; the way in is used only if <paramref name="signsIn"/>.</param>
    /// <param name="signsIn">Whether sign-in and folders are tried or skipped.</param>
    /// <param name="time">The clock.</param>
    public ImapConnectivityTest(ImapSourceOptions options, bool signsIn, TimeProvider time)
    {
        _options = options;
        _signsIn = signsIn;
        _time = time;
    }

    /// <summary>Runs the steps, in the same order and number whatever happens; may be run again.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var probe = new ImapProbe(_options, _time);
        var noLogin = _signsIn ? null : "No login was given.";
        var sequence = new TestSequence(
            error => error is SessionException session ? session.Failure : ImapFailures.Knows(error) ? probe.Explain(error) : null, _time);
        sequence.Add("Name", probe.FindAddressesAsync);
        sequence.Add("Connection", probe.OnTheWay(probe.ConnectAsync));
        sequence.Add("Encryption", probe.OnTheWay(probe.SecureAsync));
        sequence.Add("Greeting", _ => Task.FromResult(probe.Greeting));
        sequence.Add("Capabilities", _ => Task.FromResult(probe.DescribeCapabilities()));
        sequence.Add("Sign-in", probe.OnTheWay(probe.SignInAsync), noLogin);
        sequence.Add("Folders", probe.CountFoldersAsync, noLogin);
        await foreach (var step in sequence.RunAsync(cancellationToken))
        {
            yield return step;
        }
    }
}
