using System.Collections.Concurrent;

namespace Turnstone.Sandbox.SignIn;

/// <summary>
/// The accounts of the stand-in's domain. A name may be the SMTP address, the user principal name, DOMAIN\alias or the alias,
/// in any case. Safe for concurrent use.
/// </summary>
/// <param name="time">Clock of the lock-out.</param>
/// <param name="domain">NetBIOS name of the domain, before the backslash.</param>
/// <param name="lockout">Null for the default policy.</param>
public sealed class AccountDirectory(TimeProvider time, string domain = "SANDBOX", LockoutPolicy? lockout = null)
{
    private readonly ConcurrentDictionary<string, AccountEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly AccountEntry _nobody = new(new Account { Alias = "" }, Guid.NewGuid().ToString(), time, new LockoutPolicy { Threshold = 0 });

    /// <summary>Adds an account. The password is not kept, only its hash.</summary>
    /// <exception cref="ArgumentException">One of its names is taken; none has been added then.</exception>
    public void Add(Account account, string password)
    {
        AccountEntry entry = new(account, password, time, lockout ?? new LockoutPolicy());
        List<string> added = [];
        foreach (string name in NamesOf(account))
        {
            if (!_entries.TryAdd(name, entry))
            {
                added.ForEach(taken => _entries.TryRemove(taken, out _));
                throw new ArgumentException($"The name '{name}' belongs to another account: give each account an alias and address of its own.", nameof(account));
            }

            added.Add(name);
        }
    }

    /// <summary>The account of that name, or null.</summary>
    public Account? Find(string userName) => _entries.TryGetValue(userName, out AccountEntry? entry) ? entry.Account : null;

    /// <summary>Checks a password and counts a bad try.</summary>
    public SignInResult Verify(string userName, string password) =>
        // A name nobody has costs the same work as a wrong password.
        (_entries.TryGetValue(userName, out AccountEntry? entry) ? entry : _nobody).Verify(password);

    private IEnumerable<string> NamesOf(Account account) =>
        new[] { account.Alias, domain + '\\' + account.Alias, account.SmtpAddress, account.UserPrincipalName }
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
